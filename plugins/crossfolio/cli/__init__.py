"""The command `crossfolio`: the only place that prints."""
