"""Properties of what reads bytes, text, YAML and folders, over input drawn by chance."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.findings import Finding
from crossfolio.loaders.front_matter import Page, split
from crossfolio.loaders.limits import FRONT_MATTER
from crossfolio.loaders.text import CONTROL, Decoded, decode, place_at
from crossfolio.loaders.yaml.reader import read_yaml
from crossfolio.loaders.yaml.values import Document
from crossfolio.workspace.disk import Disk

PATH = "evidence/e01.md"
printed = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12)
plain = st.text(st.sampled_from("ab 1.:#-'[]{}\u00e9\U0001f3a7"), min_size=1, max_size=8)
fields = st.dictionaries(
    st.text(st.sampled_from("abcdef"), min_size=1, max_size=4),
    st.one_of(printed, st.lists(printed, max_size=3)),
    min_size=1,
    max_size=5,
)
TRAPS = ("1.10", "NO", "~", "0x1f", "1_000", "12:30", "2026-02-30", "1e3", "014")
"""What YAML takes for something else than text."""


class TestText:
    """Bytes to text."""

    @given(st.binary(max_size=200))
    def test_nothing_hidden_comes_through(self, data: bytes) -> None:
        """Any bytes give text without control characters, or one finding inside the file."""
        read = decode(data, PATH)

        if isinstance(read, Finding):
            assert read.place.path == PATH
            assert read.place.line <= data.count(b"\n") + data.count(b"\r") + 1
        else:
            assert not CONTROL.search(read.text)
            assert "\r" not in read.text
            assert len(read.findings) <= 40

    @given(printed, st.sampled_from(("\n", "\r\n", "\r")), st.booleans())
    def test_clean_text_is_itself(self, line: str, end: str, mark: bool) -> None:  # noqa: FBT001
        """Text without anything hidden is read as it stands, with its line ends as LF."""
        data = (("\ufeff" if mark else "") + f"{line}{end}{line}").encode()

        assert decode(data, PATH) == Decoded(f"{line}\n{line}")

    @given(st.text(st.characters(min_codepoint=1, max_codepoint=0x7F), max_size=40))
    def test_plain_characters_are_read_as_others_are(self, text: str) -> None:
        """A text of ASCII has the same findings as the one that has one other character more."""
        short, long = decode(text.encode(), PATH), decode(f"{text} \u00e9".encode(), PATH)

        assert isinstance(short, Decoded)
        assert isinstance(long, Decoded)
        assert f"{short.text} \u00e9" == long.text
        assert short.findings == long.findings

    @given(st.text(st.sampled_from("ab\n\u00e9"), min_size=1, max_size=60), st.data())
    def test_a_place_leads_back(self, text: str, data: st.DataObject) -> None:
        """The line and column of a character are those at which an editor shows it."""
        offset = data.draw(st.integers(0, len(text) - 1))
        place = place_at(text, offset, PATH)
        line = text.split("\n")[place.line - 1] + "\n"

        assert line[place.column - 1] == text[offset]

    @given(st.lists(plain, max_size=4), st.text(st.sampled_from("-ab\n#"), max_size=30))
    def test_a_page_is_split_without_loss(self, front: list[str], body: str) -> None:
        """Front matter and body are what stands between and below the fences."""
        rows = [f"k: {it}" for it in front]
        text = "\n".join(["---", *rows, "---", body])
        page = split(text, PATH)

        assert isinstance(page, Page)
        assert page.front_matter.splitlines() == rows
        assert page.body == body
        assert text.split("\n")[page.body_line - 1 :] == body.split("\n")

    @given(
        st.lists(st.sampled_from(("---", "...", "--- ", "---\t", "----", "..", "", "a: b", " ---")))
    )
    def test_the_first_fence_closes(self, rows: list[str]) -> None:
        """Front matter ends at the first line that is a fence, whatever looks like one."""
        page = split("\n".join(["---", *rows]), PATH)
        closing = [at for at, row in enumerate(rows) if row.rstrip(" \t") in ("---", "...")]

        assert isinstance(page, Page) == bool(closing)
        if isinstance(page, Page):
            assert page.front_matter == "".join(f"{row}\n" for row in rows[: closing[0]])
            assert page.body == "\n".join(rows[closing[0] + 1 :])
            assert page.body_line == closing[0] + 2 + (closing[0] + 1 < len(rows))


class TestYaml:
    """YAML to values with places."""

    @given(fields, st.sampled_from(('"', "'")))
    def test_scalars_are_the_text_that_was_written(self, drawn: object, quote: str) -> None:
        """Whatever a quoted value looks like, it is read as that text."""
        text = yaml.safe_dump(drawn, default_style=quote, allow_unicode=True, width=10_000)
        document = read_yaml(text, PATH, FRONT_MATTER)

        assert isinstance(document, Document)
        assert document.data == drawn
        assert document.findings == ()

    @given(fields)
    def test_places_are_where_values_stand(self, drawn: dict[str, object]) -> None:
        """Each value and each key stands at the place that is kept for it."""
        text = yaml.safe_dump(drawn, default_style='"', allow_unicode=True, width=10_000)
        document = read_yaml(text, PATH, FRONT_MATTER)
        rows = text.split("\n")

        assert isinstance(document, Document)
        for key, value in drawn.items():
            at = document.keys[(key,)]
            assert rows[at.line - 1][at.column - 1 :].startswith(f'"{key}"')
            values = value if isinstance(value, list) else [value]
            trails = [(key, n) for n in range(len(values))] if isinstance(value, list) else [(key,)]
            for trail in trails:
                place = document.places[trail]
                assert rows[place.line - 1][place.column - 1] == '"'
                assert rows[place.end_line - 1][place.end_column - 2] == '"'

    @given(
        st.sampled_from(("1.10", "NO", "~", "0x1f", "1_000", "12:30", "2026-02-30", "1e3", "014"))
    )
    def test_plain_scalars_are_text(self, written: str) -> None:
        """What YAML takes for a number, a truth or nothing stays the text that was written."""
        document = read_yaml(f"k: {written}\n", PATH, FRONT_MATTER)

        assert isinstance(document, Document)
        assert document.data == {"k": None if written == "~" else written}

    @given(st.text(st.sampled_from("k:&*!<-[]{}#|>'\"%@` \n"), max_size=60))
    def test_any_text_is_read_or_refused_in_its_place(self, text: str) -> None:
        """No text breaks the reader; what is refused is refused inside the text."""
        read = read_yaml(text, PATH, FRONT_MATTER)
        rows = text.split("\n")
        found = [read] if isinstance(read, Finding) else read.findings

        for it in found:
            assert 1 <= it.place.line <= len(rows)
            assert 1 <= it.place.column <= len(rows[it.place.line - 1]) + 1


names = st.sampled_from(
    ("a.md", "B.md", "b.md", ".hidden", "c d.md", "nul.md", "e.", "f?.md", "g\u0301.md", "h.png")
)
paths = st.lists(names, min_size=1, max_size=3).map(tuple)


@pytest.mark.skipif(sys.platform == "win32", reason="some of these names cannot exist there")
@settings(max_examples=60)
@given(st.dictionaries(paths, st.sampled_from(("file", "folder", "in", "out")), max_size=7))
def test_any_tree_is_walked_once(drawn: dict[tuple[str, ...], str]) -> None:
    """Every ordinary file below is listed once or named by a finding, and nothing else is."""
    with TemporaryDirectory() as top:
        root = Path(top) / "project"
        outside = Path(top) / "outside"
        (root / "evidence").mkdir(parents=True)
        outside.mkdir()
        (outside / "secret.md").write_text("secret")
        for parts, what in drawn.items():
            _make(root / "evidence" / Path(*parts), what, root / "evidence", outside)
        tree = Disk(root).find("evidence")
        there = {
            (Path(folder) / name).relative_to(root).as_posix()
            for folder, _, found in os.walk(root / "evidence")
            for name in found
            if not (Path(folder) / name).is_symlink()
        }

    assert len(set(tree.files)) == len(tree.files)
    assert list(tree.files) == sorted(tree.files)
    assert set(tree.files) <= there
    refused = {finding.place.path for finding in tree.findings}
    for path in there - set(tree.files):
        above = ["/".join(path.split("/")[:n]) for n in range(2, path.count("/") + 2)]
        hidden = any(part.startswith(".") for part in path.split("/"))
        assert hidden or refused & set(above) or "\u0301" in path


def _make(path: Path, what: str, inside: Path, outside: Path) -> None:
    """Make a file, a folder or a link; nothing where something is in the way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == "file":
            path.write_text("text")
        elif what == "folder":
            path.mkdir()
        else:
            path.symlink_to(inside if what == "in" else outside, target_is_directory=True)
    except (FileExistsError, NotADirectoryError, OSError):
        return
