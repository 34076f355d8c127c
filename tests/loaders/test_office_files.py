"""Office files: downloads where the site says so, looked into, with a warning; and GIFs."""

import io
import zipfile

import pytest
from PIL import Image

from crossfolio.loaders.media.clean_copy import clean_copy
from support import Check, only, page, shown

SITE = "plugins: [{crossfolio: {attachments: {office: true}}}]\n"
PARTS = {
    "a.docx": {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"},
    "a.xlsx": {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"},
    "a.pptx": {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"},
    "a.odt": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"},
}


def archive(parts: dict[str, str]) -> bytes:
    """Return a zip archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize("name", PARTS)
def test_a_download_with_a_warning(name: str, check: Check) -> None:
    """With the option the file is published as it is, which is a warning; without, an error."""
    files = {
        "evidence/e01.md": page(body=f"# Text\n\n[file]({name})\n"),
        f"evidence/{name}": archive(PARTS[name]),
    }

    assert shown(check(files).diagnostics, "EVI106") == ["evidence/e01.md:10:8 EVI106"]
    allowed = check({**files, "mkdocs.yml": SITE})
    assert shown(allowed.diagnostics, "EVI106") == []
    assert shown(allowed.diagnostics, "EVI132") == ["evidence/e01.md:10:8 EVI132"]


DOCX = PARTS["a.docx"]
REFUSED = {
    "macros": archive({**DOCX, "word/vbaProject.bin": "x"}),
    "macros by type": archive({**DOCX, "[Content_Types].xml": "<x>macroEnabled</x>"}),
    "programs": archive({**DOCX, "word/activeX/activeX1.xml": "x"}),
    "other files": archive({**DOCX, "word/embeddings/oleObject1.bin": "x"}),
    "a template": archive(
        {
            **DOCX,
            "word/_rels/settings.xml.rels": '<R Type="x/attachedTemplate" Target="http://x" '
            'TargetMode="External"/>',
        }
    ),
    "a sheet": archive(PARTS["a.xlsx"]),
    "a zip": archive({"a.txt": "x"}),
    "half of one": archive(DOCX)[:90],
    "no zip": b"PK\x03\x04 and more",
    "text": b"text",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, check: Check) -> None:
    """What could act, or is no such file, is refused whatever the option says."""
    files = {
        "evidence/e01.md": page(body="# Text\n\n[file](a.docx)\n"),
        "evidence/a.docx": REFUSED[name],
        "mkdocs.yml": SITE,
    }

    assert only(check(files), "EVI106").finding.help


@pytest.mark.parametrize("option", ["yes please", "{ofice: true}", "{office: maybe}"])
def test_options(option: str, run: object, portfolio: object) -> None:
    """What the option cannot be is said, and nothing is checked."""
    root = portfolio({"mkdocs.yml": f"plugins: [{{crossfolio: {{attachments: {option}}}}}]\n"})  # type: ignore[operator]
    ran = run("check", str(root))  # type: ignore[operator]

    assert ran.code == 2
    assert "attachments" in ran.err + ran.out


def gif() -> bytes:
    """Return a GIF that moves, with a comment."""
    frames = [Image.new("RGB", (9, 7), (n * 90, 20, 200)) for n in range(3)]
    written = io.BytesIO()
    frames[0].save(
        written, "GIF", save_all=True, append_images=frames[1:], comment=b"Secret", loop=0
    )
    return written.getvalue()


def test_a_gif_without_its_comment() -> None:
    """The site's copy of a GIF has the same pictures, and plays as often, and says no more."""
    made = gif()
    copy = clean_copy("a.gif", io.BytesIO(made))

    assert b"Secret" in made
    assert b"Secret" not in copy
    with Image.open(io.BytesIO(made)) as before, Image.open(io.BytesIO(copy)) as after:
        assert before.n_frames == after.n_frames == 3  # type: ignore[attr-defined]
        assert before.info.get("loop") == after.info.get("loop") == 0
        for number in range(3):
            before.seek(number)
            after.seek(number)
            assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


@pytest.mark.parametrize("size", [0, 5, 20, -5, -1])
def test_a_gif_that_breaks_off(size: int, check: Check) -> None:
    """A GIF that ends early is refused, and one that goes on behind its end is a warning."""
    body = page(body="# Text\n\n![file](a.gif)\n")
    broken = check({"evidence/e01.md": body, "evidence/a.gif": gif()[:size]})
    longer = check({"evidence/e01.md": body, "evidence/a.gif": gif() + b"more"})

    assert shown(broken.diagnostics, "EVI106")
    assert shown(longer.diagnostics, "EVI111")
