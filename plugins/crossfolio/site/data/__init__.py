"""Files for other programs beside the pages: JSON, CSV and the badge."""
