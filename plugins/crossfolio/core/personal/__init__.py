"""Personal data: what it looks like, found in texts, and never said again."""
