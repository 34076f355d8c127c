"""The last look at the built site: what a template, a hook or a plugin may not bring in."""

from pathlib import Path

import pytest
from tea import PAGE, SITE, Project, Run

HIDDEN = "The quiet kettle in the northern pantry was named Bartholomew."
WITHHELD = f"""\
---
id: E02
title: The appraisal of the northern pantry
kind: product
date: 2026-05-01
criteria: [TEA.AC1]
audience: withheld
attachments: [appraisal.csv]
---

{HIDDEN} [TEA.AC1]
"""
SCORES = b"week,score\n1,77\n2,78\n"
MARK = '<a class="crossfolio-mark" id="{{ anchor }}" href="{{ view.href }}">%s</a>'
HOOK = """\
from pathlib import Path




def on_post_page(output, page, **_):
    if page.file.src_uri.startswith("evidence/"):
        return output.replace("I warmed the pot.", {text!r})


def on_post_build(config):
    site = Path(config.site_dir)
    for name, data in {files!r}.items():
        (site / name).write_bytes(data)
"""


def contents(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def refused(root: Path, mkdocs: Run, *said: str) -> None:
    before = contents(root / "site")
    built = mkdocs(root, "build")

    assert built.returncode == 1
    for words in said:
        assert words in built.stderr
    assert contents(root / "site") == before
    assert not list(root.glob(".site.crossfolio*"))


@pytest.mark.parametrize(
    ("active", "said"),
    [
        ("<script>x()</script>", "<script>"),
        ("<b/onclick=x()>x</b>", "the attribute onclick"),
        ('<img src="//evil.example/x.png">', "a file loaded from another host"),
        ('<img src="/\\evil.example/x.png">', "a file loaded from another host"),
        ('<i><svg><a href="java&#10;script:x()">x</a></svg></i>', "an address that runs"),
        ("<iframe srcdoc='x'></iframe>", "<iframe>"),
    ],
)
def test_template_that_acts(built: Project, mkdocs: Run, active: str, said: str) -> None:
    """A template of the user's that makes evidence act stops the swap."""
    root = built({})
    site = SITE.replace("font: false", "font: false, custom_dir: theme")
    (root / "mkdocs.yml").write_text(site, encoding="utf-8")
    own = root / "theme/crossfolio/mark.html.jinja"
    own.parent.mkdir(parents=True)
    own.write_text(MARK % active, encoding="utf-8")

    refused(root, mkdocs, "the page of E01 holds", said, "the old one is as it was")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<script>x()</script>", "<script>"),
        ('</p><span class="crossfolio-end" hidden></span><img src=x onerror=x()><p>', "onerror"),
    ],
)
def test_hook_that_acts(built: Project, mkdocs: Run, text: str, said: str) -> None:
    """A hook that writes a script into the evidence of a page stops the swap."""
    root = built({"mkdocs.yml": SITE + "hooks: [hook.py]\n", "hook.py": ""})
    (root / "hook.py").write_text(HOOK.format(text=text, files={}), encoding="utf-8")

    refused(root, mkdocs, "the page of E01 holds", said)


def test_hook_that_takes_the_region_away(built: Project, mkdocs: Run) -> None:
    """Evidence that cannot be found again on its page cannot be looked at, so it is refused."""
    root = built({"mkdocs.yml": SITE + "hooks: [hook.py]\n", "hook.py": ""})
    hook = 'def on_post_page(output, **_):\n    return output.replace("crossfolio-end", "x")\n'
    (root / "hook.py").write_text(hook, encoding="utf-8")

    refused(root, mkdocs, "the page of E01 holds", "taken out of its place")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"notes.txt": HIDDEN.encode()}, "notes.txt holds text of E02"),
        ({"data.json": f'{{"x": "{HIDDEN}"}}'.encode()}, "data.json holds text of E02"),
        ({"data.js": f'show("A row\\n{HIDDEN}");'.encode()}, "data.js holds text of E02"),
        ({"data.json": f'["x\\u000a{HIDDEN}"]'.encode()}, "data.json holds text of E02"),
        ({"portfolio.json": f'{{"x": "{HIDDEN}"}}'.encode()}, "portfolio.json holds text of E02"),
        ({"matrix.csv": f'x,"{HIDDEN}"'.encode()}, "matrix.csv holds text of E02"),
        ({"coverage.svg": f"<svg><title>{HIDDEN}</title></svg>".encode()}, "coverage.svg holds"),
        ({"copy.bin": SCORES}, "copy.bin is an attachment of E02"),
    ],
)
def test_hook_that_leaks(built: Project, mkdocs: Run, files: dict[str, bytes], said: str) -> None:
    """A hook that writes a withheld item's text or file into the site stops the swap."""
    root = built(
        {
            "mkdocs.yml": SITE + "hooks: [hook.py]\n",
            "hook.py": "",
            "evidence/e01.md": PAGE,
            "evidence/e02.md": WITHHELD,
            "evidence/appraisal.csv": SCORES,
        }
    )
    (root / "hook.py").write_text(HOOK.format(text="x", files=files), encoding="utf-8")

    refused(root, mkdocs, said)


def test_words_of_a_shown_field_are_no_leak(project: Project, mkdocs: Run) -> None:
    """What a shown item's front matter says too is no leak; what no shown item says is one."""
    same = "Say what happens next, and give the customer a date"
    held = WITHHELD.replace(HIDDEN, f"- {same}.").replace("audience: withheld\n", "")
    field = f"standards: [{same!r}]\ncriteria:"
    shown = PAGE.replace("criteria:", f"audience: public\n{field}")
    settings = SITE.replace("crossfolio]", "crossfolio: {edition: public}]")
    files = {"evidence/e02.md": held, "evidence/appraisal.csv": SCORES, "mkdocs.yml": settings}
    root = project({**files, "evidence/e01.md": shown})

    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    assert same in (root / "site/evidence/e01/index.html").read_text("utf-8")

    (root / "evidence/e01.md").write_text(shown.replace(field, "criteria:"), encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings + "hooks: [hook.py]\n", encoding="utf-8")
    hook = HOOK.format(text="x", files={"notes.txt": same.encode()})
    (root / "hook.py").write_text(hook, encoding="utf-8")

    refused(root, mkdocs, "notes.txt holds text of E02")


def test_what_is_hidden_from_now_on(
    project: Project, keeping: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that was clean in earlier builds is looked at again when other words are hidden."""
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "cache"))
    shown = WITHHELD.replace("audience: withheld\n", "")
    settings = SITE.replace("crossfolio]", "crossfolio: {fail_on: never}]")
    root = project(
        {
            "mkdocs.yml": settings + "hooks: [hook.py]\n",
            "hook.py": HOOK.format(text="x", files={"notes.txt": HIDDEN.encode()}),
            "evidence/e02.md": shown,
            "evidence/e03.md": WITHHELD.replace("E02", "E03").replace(HIDDEN, "It is away. " * 9),
            "evidence/appraisal.csv": SCORES,
        }
    )
    for _ in range(2):
        built = keeping(root, "build")
        assert built.returncode == 0, built.stderr
    (root / "evidence/e02.md").write_text(WITHHELD, encoding="utf-8")

    for _ in range(2):
        refused(root, keeping, "notes.txt holds text of E02")
