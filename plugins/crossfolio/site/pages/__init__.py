"""The pages of the site besides those of items; a module has one, or those that are made alike.

Each module says in `PAGES` where its page is, when the site has it, and what makes it.
"""
