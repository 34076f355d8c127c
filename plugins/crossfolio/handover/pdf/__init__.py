"""The portfolio as one tagged PDF, made from the pages of its site."""
