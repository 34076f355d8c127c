"""The Markdown of a page: what it holds, where it stands, and what of it will be rendered."""
