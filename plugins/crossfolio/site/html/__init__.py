"""Foreign HTML made safe, and looked at once more when the site is whole."""
