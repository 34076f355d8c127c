"""One portfolio opened: found, read and checked. What the command and the plugin share."""
