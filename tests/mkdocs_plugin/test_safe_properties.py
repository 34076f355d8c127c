"""Whatever HTML a body makes, what is published of it cannot act."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.site.html.last_look import END, START, active_content
from crossfolio.site.html.safe_html import safe, safe_title, within_reach

pieces = st.one_of(
    st.sampled_from(
        (
            *(
                "<p>",
                "</p>",
                "<a href='",
                "<a href=javascript:alert(1)>",
                "<img src=x onerror=",
                ">",
            ),
            *("<svg>", "</svg>", "<style>", "</style>", "<script>", "</script>", "<noscript>"),
            *("<math><mi>", "<template>", "<iframe srcdoc='", "<form action=", "<input type=image"),
            *("<base href=//x>", "<meta http-equiv=refresh", "<link rel=", "<object data=", "-->"),
            *(
                "<!--",
                "<![CDATA[",
                "]]>",
                "&lt;",
                "&#60;",
                "&#x6a;avascript:",
                "java\nscript:",
                "'",
            ),
            *(" onclick=", " style=", " srcset=", "data:text/html,", "//example.com/a", "/", "`"),
            *("<video poster=https://e.com/x>", "<source src=", "<h1 id=__search>", '"', "<xmp>"),
            *(
                "<table>",
                "<td>",
                "</table>",
                "<div class='crossfolio'>",
                "<use href=#x>",
                "\0",
                "=",
            ),
            *("</title>", "<title>", "<textarea>", "<select>", "<plaintext>", "<a ", "<", "\u2028"),
        )
    ),
    st.text(max_size=6),
)
bodies = st.lists(pieces, max_size=14).map("".join)


class Attributes(HTMLParser):
    """Every attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes of an element."""
        self.found += [(tag, name, value or "") for name, value in attrs]


@settings(max_examples=300)
@given(bodies)
def test_nothing_active_comes_through(body: str) -> None:
    """The last look at the built site finds nothing to stop in what has been made safe."""
    html = within_reach(safe(body))

    assert active_content(f"{START}{html}{END}".encode()) == []


@settings(max_examples=300)
@given(bodies)
def test_attributes_are_those_that_cannot_act(body: str) -> None:
    """No element keeps a handler, an address that runs, a file from elsewhere, or our names."""
    for tag, name, value in Attributes(within_reach(safe(body))).found:
        bare = "".join(value.split()).lower()
        assert not name.startswith("on"), (tag, name)
        assert not bare.startswith(("javascript:", "vbscript:", "data:")), (tag, name, value)
        if name in ("src", "srcset", "poster"):
            assert not bare.startswith(("http:", "https:", "//", "\\\\")), (tag, name, value)
        if name == "id":
            assert not value.startswith("__")
        if name == "class" and tag != "div":
            assert "crossfolio" not in value
        if name == "title":
            assert "<" not in value


@given(bodies)
def test_titles_hold_no_markup(title: str) -> None:
    """A title may be printed anywhere, escaped or not, and opens neither tag nor attribute."""
    plain = safe_title(title)

    assert not set('<>"') & set(plain)
    assert len(Attributes(f'<p title="{plain}">{plain}</p>').found) == 1
