"""What pictures and unsafe bodies become in a real site."""

import io
import sys
from pathlib import Path

from tea import PAGE, SITE, Project, Run

from crossfolio.loaders.media.picture_data import stripped

sys.path.append(str(Path(__file__).parents[1] / "loaders"))
from pictures import decoded, exif, picture, turned


def test_pictures_are_published_bare(project: Project, mkdocs: Run) -> None:
    """The site's copy of a picture has the same pixels and nothing else; the source stays."""
    kinds = {"a.png": "PNG", "b.jpg": "JPEG", "c.webp": "WEBP"}
    made = {name: picture(form, exif=exif(turned=6)) for name, form in kinds.items()}
    page = PAGE.replace("kind:", f"attachments: [{', '.join(made)}]\nkind:")
    root = project({"evidence/e01.md": page, **{f"evidence/{n}": d for n, d in made.items()}})

    built = mkdocs(root, "build")

    assert built.returncode == 0, built.stderr
    assert built.stderr.count("PRV101") == 3
    for name, data in made.items():
        published = (root / "site/evidence" / name).read_bytes()
        assert b"Secret" in data
        assert b"Secret" not in published
        assert decoded(published) == decoded(data)
        assert turned(published) == 6
        assert (root / "evidence" / name).read_bytes() == data


def test_a_bare_copy_of_a_hidden_picture_is_a_leak(project: Project, mkdocs: Run) -> None:
    """A hidden picture is known again in the site, as it is and without its data."""
    data = picture("JPEG", size=(30, 30), exif=exif())
    hidden = PAGE.replace("E01", "E02").replace(
        "kind:", "audience: withheld\nlocation: {where: Here}\nattachments: [a.jpg]\nkind:"
    )
    files = {"evidence/e02.md": hidden, "evidence/a.jpg": data}

    built = mkdocs(project({**files, "docs/b.jpg": stripped(io.BytesIO(data))}), "build")

    assert built.returncode == 1
    assert "b.jpg is an attachment of E02" in built.stderr


def test_costly_body(project: Project, mkdocs: Run) -> None:
    """A body that cannot be rendered is said on its page, which is in place all the same."""
    costly = PAGE.replace("E01", "E02") + "[" * 8000
    include = PAGE.replace("E01", "E03") + '\n--8<-- "evidence/e01.md"\n'
    site = f"{SITE}markdown_extensions: [pymdownx.snippets]\n"
    files = {"evidence/e02.md": costly, "evidence/e03.md": include}
    root = project({**files, "mkdocs.yml": site})

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert "evidence/e02.md" in built.stderr
    assert "SRC105" in built.stderr
    for name in ("e02", "e03"):
        page = (root / f"site/evidence/{name}/index.html").read_text("utf-8")
        assert "The text of this page cannot be shown." in page
        assert "I warmed the pot" not in page


def test_templates_in_bodies_are_text(project: Project, mkdocs: Run) -> None:
    """Jinja's signs in a body stand on the page as they were written."""
    root = project({"evidence/e01.md": PAGE + "\n{{ 7 * 7 }} {% set x = 1 %}\n"})

    assert mkdocs(root, "build").returncode == 0

    page = (root / "site/evidence/e01/index.html").read_text("utf-8")
    assert "{{ 7 * 7 }} {% set x = 1 %}" in page


def test_site_has_no_place_of_a_recording(project: Project, mkdocs: Run) -> None:
    """The site's copy of a recording does not say where it was made, and sounds the same."""
    sound = bytes(range(256)) * 4
    place = b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+51.5007-000.1246/"
    place = len(place).to_bytes(4) + place[4:]
    udta = (len(place) + 8).to_bytes(4) + b"udta" + place
    moov = (len(udta) + 8).to_bytes(4) + b"moov" + udta
    data = b"\0\0\0\x10ftypisom\0\0\0\0" + moov + (len(sound) + 8).to_bytes(4) + b"mdat" + sound
    page = PAGE.replace("criteria:", "attachments: [call.m4a]\ncriteria:")
    root = project({"evidence/e01.md": page, "evidence/call.m4a": data})
    mkdocs(root, "build")
    (copy,) = (root / "site").rglob("call.m4a")

    assert b"51.5007" in data
    assert b"51.5007" not in copy.read_bytes()
    assert copy.read_bytes().endswith(sound)
    assert copy.stat().st_size == len(data)
    assert (root / "evidence/call.m4a").read_bytes() == data


def test_what_settings_of_mkdocs_hide(project: Project, mkdocs: Run) -> None:
    """Hidden evidence is a stub without its files; an item that is shown keeps its own."""
    own = PAGE.replace("kind:", "attachments: [own.txt]\nkind:")
    hidden = PAGE.replace("E01", "E02").replace(
        "kind:", "attachments: [secret.txt, ../own2.txt]\nkind:"
    )
    both = PAGE.replace("E01", "E03").replace("kind:", "attachments: [own2.txt]\nkind:")
    texts = {"own.txt": "Mine\n", "own2.txt": "SHARED\n", "private/secret.txt": "SECRET\n"}
    files = {f"evidence/{name}": text for name, text in texts.items()}
    pages = {"evidence/e01.md": own, "evidence/private/e02.md": hidden, "evidence/e03.md": both}
    settings = f"{SITE}exclude_docs: |\n  evidence/private/\n  *.txt\n"

    built = mkdocs(root := project({**files, **pages, "mkdocs.yml": settings}), "build")

    assert built.returncode == 0, built.stderr
    site = root / "site"
    assert (site / "evidence/own.txt").read_text("utf-8") == "Mine\n"
    assert (site / "evidence/e02/index.html").is_file()
    found = [
        path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".txt", ".html")
    ]
    assert not any("SECRET" in text or "SHARED" in text for text in found)
    assert "`exclude_docs` hides evidence, which counts and is withheld: E02" in built.stderr
