"""What is true: values, states, coverage and rules. No file, no framework, no clock."""
