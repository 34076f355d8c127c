"""What libyaml says reaches nobody: each of its messages is said in words, at the slip."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.findings import Finding
from crossfolio.loaders.limits import YAML_FILE
from crossfolio.loaders.settings.file import read_site_file
from crossfolio.loaders.yaml.reader import Parser, read_yaml
from support import Golden

TEXTS = (
    *("a: - b\n", "a: ? b\n", "a: b: c\n", "a: b\n  c: d\n", "a:b\nc: d\n", "a\nb: c\n"),
    f"{'a' * 1100}: b\n",
    *("a: b\nc\n", "a: b\n'c'\nd: e\n", "a: b\nc d\ne: f\n"),
    *("a: @b\n", "@a: b\n", "a:\n\t- b\n", "a: `b`\n", "a: %5\n", "%a: b\n"),
    *("a: & b\n", "a: *one* b\n", "**a**: b\n", "a:\n  * b\n", "a: > 5\n", "a: |0\n  b\n"),
    *("a: |\n\tb\n", "a:\n  b\n\tc\n", "a: [b, , c]\n", "a: ,b\n", "a: [}\n", "a: [b,\n"),
    *("a: [b\nc: d\n", "a: ['b' 'c']\n", "a: {b: c\nd: e\n", "a: {b: 'c' d: e}\n"),
    *("a: [b:, c]\n", "a: {b: c, d:}\n", "a: 'b' c\n", "'a' b: c\n", "a: [b](c)\n", "a: b\n}\n"),
    *("a:\n    b: c\n  d: e\n", "a: b\n- c\n", "a:\n  - b\n  c: d\n", "a:\n  - b\n - c\n"),
    *('a: "b\n', 'a: "b\n---\nc: d\n', r'a: "\q"', r'a: "C:\Users"', r'a: "\ud800"'),
    *("[a]\nb: c\n", "  a: b\nc: d\n", "a: b\n...\nc: d\n", "a: b\n... c\n", "%YAML 1.1\na: b\n"),
    *("a: !<%zz> b\n", "a: !b%ff c\n", "a: !b%c3%00 c\n", "a: !<> b\n", "a: !<b c\n", "a: !<b>c\n"),
    *("a: !b!c d\n", "%\n---\na: b\n", "%YAML!\n---\na: b\n", "%FOO x\n---\na: b\n"),
    *("%YAML x\n---\na: b\n", "%YAML 1_1\n---\na: b\n", "%YAML 11111111111.1\n---\na: b\n"),
    *("%YAML 1.1 x\n---\na: b\n", "%YAML 2.0\n---\na: b\n", "%YAML 1.1\n%YAML 1.1\n---\na: b\n"),
    *("%TAG a b\n---\na: b\n", "%TAG !a!\n---\na: b\n", "%TAG ! \n---\na: b\n"),
    *("%TAG ! b,\n%TAG ! c,\n---\na: b\n", "a: \x01\n"),
)
NEVER = (
    *("<stream-start>", "input is too long", "UTF-8 sequence", "UTF-16", "low surrogate"),
    *("octet sequence", "trailing UTF-8 octet", "leading UTF-8 octet", "Unicode character"),
    *("duplicate anchor", "undefined alias", "single document"),
)
"""Messages about bytes that are no text, of which none comes here, and of what follows reading."""
SITES = (
    "plugins: [{crossfolio: {rules: &a {b: *a}}}]\n",
    "a: *b\n",
    "a: &b c\nd: &b e\n",
    "plugins: [{crossfolio: {<<: a}}]\n",
    "plugins: [{crossfolio: {<<: [a]}}]\n",
)
_MESSAGE = re.compile(
    rb"(?:did not find|could not find|found|[a-z ]+ are not allowed|input is|incomplete UTF"
    rb"|invalid leading|invalid trailing|unexpected low|expected a single)[\x20-\x7e]*"
)


@cache
def messages() -> set[str]:
    """Return every message that the installed libyaml holds."""
    compiled = Path(str(yaml._yaml.__file__)).read_bytes()  # type: ignore[attr-defined]
    known = re.findall(rb"\0(" + _MESSAGE.pattern + rb")(?=\0)", compiled)
    return {
        it.decode() for it in known if b"%" not in it.replace(b"%TAG", b"").replace(b"%YAML", b"")
    }


def complaint(text: str) -> str:
    """Return libyaml's message about a text."""
    parser = Parser(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.reader.ReaderError as error:
        return str(error.reason)
    except yaml.MarkedYAMLError as error:
        return str(error.problem)
    return ""


def test_every_message_is_provoked() -> None:
    """The texts below make libyaml say all that it can say of a text."""
    said = {complaint(text) for text in TEXTS}
    unsaid = {
        message for message in messages() - said if not any(word in message for word in NEVER)
    }

    assert len(said) > 40
    assert not unsaid


def test_they_are_said_in_words(golden: Golden) -> None:
    """Each with the place of the slip and with help; the file is to be read from top to bottom."""
    rows = []
    for text in TEXTS:
        found = read_yaml(text, "a.yml", YAML_FILE)
        assert isinstance(found, Finding)
        shown = text if len(text) < 100 else text[:20] + "…\n"
        at = f"{found.place.line}:{found.place.column}"
        rows.append(f"{shown.rstrip()!a}\n    {at} {found.message}\n    help: {found.help}\n")
        assert found.help
    golden(Path(__file__).with_name("libyaml_messages.txt"), "\n".join(rows))


def says_it_raw(found: Finding) -> bool:
    """Tell whether a finding repeats a message of libyaml."""
    return any(message in found.message + found.help for message in messages())


@pytest.mark.parametrize("text", TEXTS)
def test_none_is_repeated(text: str) -> None:
    """Neither of a file of ours, nor of mkdocs.yml."""
    found = read_yaml(text, "a.yml", YAML_FILE)
    site = read_site_file("mkdocs.yml", lambda _: text.encode(), {})

    assert isinstance(found, Finding)
    assert not says_it_raw(found)
    assert not isinstance(site, Finding) or (not says_it_raw(site) and "\n" not in site.message)


@pytest.mark.parametrize("text", SITES)
def test_what_only_a_site_file_may_hold(text: str) -> None:
    """Anchors and merged mappings are read there, and their slips said in words as well."""
    found = read_site_file("mkdocs.yml", lambda _: text.encode(), {})

    assert isinstance(found, Finding)
    assert not says_it_raw(found)
    assert found.help
    assert "\n" not in found.message


@given(st.text(st.sampled_from("ab:&*!<-[]{}#|>'\"%@`,?\\0 \n\t"), max_size=40))
def test_no_text_brings_one_out(text: str) -> None:
    """Whatever is wrong with a text, it is said in words, inside of the text."""
    found = read_yaml(text, "a.yml", YAML_FILE)
    if isinstance(found, Finding):
        lines = text.split("\n")
        assert not says_it_raw(found)
        assert found.help
        assert found.place.column <= len(lines[found.place.line - 1]) + 1
