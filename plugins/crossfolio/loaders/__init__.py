"""Files to core: bytes of one file to values and findings, a pure function per kind of file."""
