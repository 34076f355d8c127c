"""`mkdocs.yml`: our settings, and what of the site's own matters to a portfolio."""
