"""Sampling: a centre's policy, the draw that anyone can repeat, and how far it is carried out."""
