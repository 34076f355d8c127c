"""How a portfolio came about, in periods."""
