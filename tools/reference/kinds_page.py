"""The page of kinds of evidence and of attachments."""

from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.media import MEDIA, MOST_BYTES, OFFICE
from crossfolio.loaders.schema.files import schema
from tools.reference.fields_page import conditions_of
from tools.reference.pages_text import table, words_of


def kinds_page() -> str:
    """Return the kinds of evidence and the types of attached files."""
    conditions = dict(conditions_of(schema("evidence")))
    needed = {
        kind.id: [name for name, when in conditions.items() if f"`{kind.id}`" in when]
        for kind in BUILT_IN
    }
    rows = [(kind.code, kind.name, f"`{kind.id}`", words_of(needed[kind.id])) for kind in BUILT_IN]
    media = [(f"`{ending}`", it.name) for ending, it in MEDIA.items()]
    office = ", ".join(f"`{ending}`" for ending in OFFICE)
    return f"""# Kinds of evidence

A kind says how evidence was made or assessed.
What it is recorded in, such as paper or sound, is its `medium`.

{table(("Code", "Kind", "In front matter", "Also required"), rows)}

There is no list of codes that all awarding organisations share.
A qualification file may rename these codes and add kinds under `kinds.codes`, and may allow or
forbid kinds: see [Qualifications and units](../how-to/qualifications-and-units.md).

## Types of files that may be attached

{table(("Ending", "Type"), media)}

A file may be up to {MOST_BYTES // 1024 // 1024} MB, must not be empty, and must be what its
ending says.
Web pages and SVG pictures are refused because they can run programs in the reader's browser,
and office files because they carry hidden data: see [EVI106](rules/EVI106.md).
With `attachments: {{office: true}}` in [the settings](settings.md), {office} without macros are
offered as downloads, each with a warning: see [EVI132](rules/EVI132.md).
"""
