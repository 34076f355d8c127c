"""Evidence portfolios: claims checked against criteria, cross-referenced, every gap named."""

__version__ = "0.1.0"
