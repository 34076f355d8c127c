"""The pages of the site: pure functions from a checked portfolio to HTML."""
