"""New files as text: evidence for a gap, units, qualifications, and whole portfolios."""
