"""Links in the text: judged as the site renders them, each dead one found at its place."""

import unicodedata

import pytest

from support import Check, only, page, shown

OTHER = page(id="E02", criteria="[]", status="draft", body="# Other\n\n## A *place* {#own}\n")
FILES = {
    "evidence/WhatsApp Image 1.png": b"",
    "evidence/my doc.pdf": b"",
    "evidence/e02-call-log.md": OTHER,
    "docs/about.md": "# About\n",
}
ALIVE = [
    "[a](e02-call-log.md)",
    "[a](<e02-call-log.md> 'The log')",
    "[a](./e02-call-log.md#other)",
    "[a](e02%2Dcall%2Dlog.md)",
    "[a][log]\n\n[log]: e02-call-log.md 'Log'",
    "[a](../about.md)",
    "[a](../units/bud.md)",
    "[a](#text)",
    "[a](#mine)\n\n<span id='mine'>x</span>",
    "[a](https://x.y/e09.md)",
    "[a](e02-call-log.md#own)",
    "`[a](e09.md)`",
    "    [a](e09.md)",
    "\\[a](e09.md)",
    "<!-- [a](e09.md) -->",
    "[a]( e02-call-log.md )",
    "[a](../e02/)",
    "[a](../../help/#x)",
    "[a](https://x.y/z/)",
    "[a](//x.y/e09.md)",
]
SITE = "plugins: [crossfolio]\nmarkdown_extensions: [attr_list]\n"


@pytest.mark.parametrize("body", ALIVE)
def test_links_that_lead_somewhere(body: str, check: Check) -> None:
    """A link that the site renders to a page or a place that exists is no finding."""
    text = page(body=f"# Text\n\n{body}\n")
    checked = check({**FILES, "mkdocs.yml": SITE, "evidence/e01.md": text})

    assert shown(checked.diagnostics, "EVI130") == []


DEAD = {
    "[log](e02-call-logg.md)": ("10:7", "did you mean `e02-call-log.md`?", "e02-call-log.md"),
    "[log](E02-call-log.md)": ("10:7", "did you mean `e02-call-log.md`?", "e02-call-log.md"),
    "[log](<e02 call-log.md#x>)": ("10:8", "did you mean `e02-call-log.md`?", "e02-call-log.md#x"),
    "[a][r]\n\n[r]: e02-call-lg.md 'T'": (
        "12:6",
        "did you mean `e02-call-log.md`?",
        "e02-call-log.md",
    ),
    "![a](e02-call-lo.md)": ("10:6", "did you mean `e02-call-log.md`?", "e02-call-log.md"),
    "[a](#txt)": ("10:5", "did you mean `#text`?", "#text"),
    "[a](e02-call-log.md#othr)": ("10:5", "did you mean `#other`?", "e02-call-log.md#other"),
    "[a](e02/)": ("10:5", "name the file of a page", ""),
    "[a](../e99/#x)": ("10:5", "name the file of a page", ""),
    "[a](/evidence/e02-call-log.md)": ("10:5", "did you mean `e02-call-log.md`?", ""),
    "[a](../abut.md)": ("10:5", "name the file of a page", ""),
    "- a\n- > [b](zz9.md)": ("11:9", "name the file of a page", ""),
}


@pytest.mark.parametrize("body", DEAD)
def test_links_that_lead_nowhere(body: str, check: Check) -> None:
    """A dead link is a warning at its target, with the nearest right name as an edit."""
    place, help, edit = DEAD[body]
    text = page(body=f"# Text\n\n{body}\n")
    checked = check({**FILES, "mkdocs.yml": SITE, "evidence/e01.md": text})

    found = only(checked, "EVI130")
    assert f"{found.finding.place.line}:{found.finding.place.column}" == place
    assert found.finding.help.startswith(help)
    assert [it.text for it in found.finding.edits] == ([edit] if edit else [])


MISSING = {
    "![The desk](WhatsApp Image 2.png)": "10:13",
    "[doc](<my dok.pdf>)": "10:8",
    "[doc](my%20dok.pdf 'Title')": "10:7",
}


@pytest.mark.parametrize("body", MISSING)
def test_files_that_are_missing(body: str, check: Check) -> None:
    """A link to a file with blanks in its name is one, and found where the file is missing."""
    checked = check({**FILES, "evidence/e01.md": page(body=f"# Text\n\n{body}\n")})

    assert shown(checked.diagnostics, "EVI105") == [f"evidence/e01.md:{MISSING[body]} EVI105"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents(form: str, written: str, check: Check) -> None:
    """A name with accents is found however the disk and the text write them."""
    name, link = (unicodedata.normalize(it, "Büro é") for it in (form, written))
    body = f"# Text\n\n![a]({link}.png) [b]({link}.md)\n"
    checked = check(
        {
            f"evidence/{name}.png": b"\x89PNG\r\n\x1a\n",
            f"evidence/{name}.md": OTHER,
            "evidence/e01.md": page(body=body),
        }
    )

    assert shown(checked.diagnostics, "EVI130") == shown(checked.diagnostics, "EVI105") == []
    assert shown(checked.diagnostics, "EVI107") == []
