"""Tools for the project's own developers."""
