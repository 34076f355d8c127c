"""How much of a file is read. The limits are far above what specifications need."""

CRITERIA = 2_000
"""Criteria in one import; more would be a mistake, or an attack."""
ROWS = 20_000
UNPACKED = 50 * 1024 * 1024
"""Bytes of a file, and of all parts of a packed one together."""
SECONDS = 10
MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space for a reader of packed files."""
COLUMNS = 200
PARTS = 2_000
"""Files in a packed file."""
