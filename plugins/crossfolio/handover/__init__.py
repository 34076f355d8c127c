"""A portfolio on its way out of the building, and in again: one file, a PDF, an audit."""
