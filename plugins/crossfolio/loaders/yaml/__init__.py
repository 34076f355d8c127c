"""YAML: read strictly, with the place of every key and value."""
