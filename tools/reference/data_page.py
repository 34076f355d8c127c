"""The page of the data beside the site, made from their schema."""

import json
from importlib.resources import files

from tools.reference.fields_page import rows_of
from tools.reference.pages_text import table

_FILES = [
    ("`portfolio.json`", "the portfolio as data"),
    (
        "`matrix.csv`",
        "a row for each claim, with the place where it is shown; one for a criterion without any",
    ),
    (
        "`coverage.csv`",
        "a row for each criterion: state, what counts for it, what is missing, the decision",
    ),
    ("`coverage.svg`", "a badge with what is covered"),
]


def data_page() -> str:
    """Return what every file of data holds."""
    text = files("crossfolio.reports").joinpath("schemas/portfolio-data.schema.json").read_text()
    return f"""# Data beside the site

The built site has these files beside its pages, made anew with every build:

{table(("File", "Holds"), _FILES)}

Each shows what the edition shows and no more: in the public edition there are no people, no
decisions and no days of items that are not public.
The same portfolio always gives the same bytes; there is no time of the build in them.

## Tables for a spreadsheet

The tables are written as [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) says, in UTF-8.
A byte-order mark stands first, because Excel takes the file for one in another alphabet without it;
in Python, read it as `utf-8-sig`.

A cell that a spreadsheet would work out as a formula, since it begins with `=`, `+`, `-` or `@`,
has an apostrophe before that; so has such a place after a semicolon or a tab within a cell, where
spreadsheets in some languages begin a new one.

`matrix.csv` is a list and not a grid: a grid of a large portfolio is nearly all empty cells.
To see a grid, make a pivot table with `Criterion` down and `Item` across.

## The badge

Put it where an address can be reached by those who look at it:

```markdown
![Coverage](https://example.org/portfolio/coverage.svg)
```

## portfolio.json

This is a contract: within `"format": 1`, keys may be added, and no key changes its meaning or
goes away.
Its schema is on the site as `schemas/portfolio-data.schema.json`.
Addresses in it are relative to the file.

{table(("Key", "Type", "Always there", "Meaning"), list(rows_of(json.loads(text))))}
"""
