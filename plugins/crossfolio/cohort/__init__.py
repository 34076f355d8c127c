"""Many portfolios at once: looked at side by side, kept in one file, shown as a static site.

Nothing that a learner or an assessor wrote is in any of it: only IDs, states, days and numbers.
"""
