"""The catalogue of all texts, `plugins/crossfolio/texts.pot`, made from the code."""
