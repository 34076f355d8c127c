"""Pictures as SVG: no script, no font, no colour that alone says something."""
