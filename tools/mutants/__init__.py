"""Measure the tests of the core: change it in small ways, and count the changes that a test sees.

mutmut makes the changes. Its own runner starts pytest several times in one process, where pytest
escapes the backslashes of an ID once more each time, and then finds no such test. Here pytest
starts once, without IDs, and each mutant is tried in a fork of what it has collected; that is
much faster, too.
"""
