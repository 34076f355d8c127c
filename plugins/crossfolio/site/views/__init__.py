"""What pages show, as values: one module for each page or part of one."""
