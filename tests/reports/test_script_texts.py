"""What scripts say: each text is in the catalogue, and its form goes with the number."""

import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from tools.texts.inputs import PACKAGE, in_calls

from crossfolio.core.texts import ENGLISH
from crossfolio.site.script_texts import script_texts

SCRIPTS = sorted((PACKAGE / "site").rglob("*.js"))
_SHARED = re.compile(
    r"  /\* Returns a text of ours.*?\n(?=  function make|  return \{ page)", re.DOTALL
)
_PLACES = re.compile(r"\bsay\(\s*(?![\"),])")


class Polish(NullTranslations):
    """Says nothing but how many forms Polish has."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a form. Source: Unicode, CLDR, plural rules of Polish."""
        few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
        return f"one {msgid1}" if n == 1 else f"few {msgid2}" if few else f"many {msgid2}"


def test_all_that_scripts_say_is_in_the_catalogue() -> None:
    """What the build looks up is what the tool for translators finds."""
    found = [it.id for it in in_calls() if it.path.endswith(".js")]
    patterns = {it if isinstance(it, str) else it[0] for it in found}
    assert set(script_texts(ENGLISH)) == patterns


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda it: it.name)
def test_what_scripts_say_is_a_literal(script: Path) -> None:
    """A text that is put together could not be looked up."""
    text = script.read_text("utf-8").replace("function say(", "")
    assert not _PLACES.findall(text)


def test_a_form_goes_with_each_number() -> None:
    """Languages have more forms than two."""
    made = script_texts(Polish())["Show {n} more column"]
    assert not isinstance(made, str)
    forms, which = made["forms"], made["which"]
    assert [forms[which[n]].split()[0] for n in (0, 1, 2, 5, 12, 22, 25, 101, 102, 112)] == [
        *("many", "one", "few", "many", "many", "few", "many"),
        *("many", "few", "many"),
    ]


def test_both_pages_say_texts_alike() -> None:
    """The page of new evidence stands alone, with the same function as the other pages."""
    site = (PACKAGE / "site/assets/crossfolio.js").read_text("utf-8")
    alone = (PACKAGE / "site/forms/evidence-file.js").read_text("utf-8")
    found = [_SHARED.findall(it) for it in (site, alone)]
    assert found[0] == found[1] != []
