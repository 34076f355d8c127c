"""Values → text: reports for people and machines, and the pages of the site."""
