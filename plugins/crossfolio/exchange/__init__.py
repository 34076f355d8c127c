"""Formats of other systems, in and out: bytes of one file → units, and units → text."""
