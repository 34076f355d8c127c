"""How long the check and the build take, beside what they cannot be faster than."""
