"""The record: decisions and samples, which of them hold, and what has become of them since."""
