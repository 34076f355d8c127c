"""JSON Schemas: the single source for what a file may hold."""
