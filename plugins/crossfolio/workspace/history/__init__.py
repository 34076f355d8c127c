"""What the history of a project's repository tells, read by git as a program."""
