"""The portfolio as a site, whatever builds it: pages, templates, data and the last look."""
