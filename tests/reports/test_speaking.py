"""Templates that speak a language."""

from gettext import NullTranslations

from crossfolio.core.texts import Text
from crossfolio.site.environment import DEFAULT_LOOK, Look, environment

ITEM = Text("the item <{id}>", id="E01")


class Bracketed(NullTranslations):
    """A language that puts every text into brackets."""

    def info(self) -> dict[str, str]:
        """Return its name."""
        return {"language": "xx"}

    def gettext(self, message: str) -> str:
        """Return a text in brackets."""
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text that goes with a number in brackets."""
        return f"[{msgid1 if n == 1 else msgid2}]"


BRACKETED = Look(words=Bracketed())


def filled(template: str, look: Look, **values: object) -> str:
    return environment(look).from_string(template).render(values)


def test_sentences_and_texts_in_them() -> None:
    """A sentence is looked up, a text in it as well, and both are escaped once."""
    sentence = "{% trans item=item %}See {{ item }} at 100%{% endtrans %}"
    assert filled(sentence, DEFAULT_LOOK, item=ITEM) == "See the item &lt;E01&gt; at 100%"
    assert filled(sentence, BRACKETED, item=ITEM) == "[See [the item &lt;E01&gt;] at 100%]"

    call = '{{ _("See %(item)s", item=item) }}'
    assert filled(call, DEFAULT_LOOK, item=ITEM) == "See the item &lt;E01&gt;"
    assert filled(call, BRACKETED, item="<b>") == "[See &lt;b&gt;]"


def test_numbers() -> None:
    """A number chooses the sentence."""
    template = "{% trans n=n %}{{ n }} item{% pluralize n %}{{ n }} items{% endtrans %}"
    assert filled(template, DEFAULT_LOOK, n=1) == "1 item"
    assert filled(template, BRACKETED, n=2) == "[2 items]"


def test_texts_outside_of_sentences() -> None:
    """A text is said in the language wherever it stands; a name stays as it is."""
    template = '{{ item }}, {{ name }}, {{ [item, name] | join("; ") }}, {{ item | upper }}'
    texts = {"item": ITEM, "name": "<Ada>"}
    bare = "the item &lt;E01&gt;, &lt;Ada&gt;, the item &lt;E01&gt;; &lt;Ada&gt;"
    assert filled(template, DEFAULT_LOOK, **texts) == f"{bare}, THE ITEM &lt;E01&gt;"
    said = "[the item &lt;E01&gt;], &lt;Ada&gt;, [the item &lt;E01&gt;]; &lt;Ada&gt;"
    assert filled(template, BRACKETED, **texts) == f"{said}, [THE ITEM &lt;E01&gt;]"


def test_language() -> None:
    """A template knows the language of its texts."""
    assert filled("{{ language }}", DEFAULT_LOOK) == "en"
    assert filled("{{ language }}", BRACKETED) == "xx"
