"""Media written as HTML: what lies beside the page is shown, what lies elsewhere is a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.site.evidence_page import harmless
from crossfolio.site.html.last_look import END, START, active_content
from crossfolio.site.html.media_tags import with_media

URLS = {
    "evidence/desk.png": "../desk.png",
    "evidence/a b.png": "../a%20b.png",
    "evidence/call.mp4": "../call.mp4",
}


def shown(html: str) -> str:
    """Return what a page shows of rendered Markdown."""
    return harmless(
        with_media(html, "evidence/e01.md", "evidence", lambda item: URLS.get(item, ""))
    )


@pytest.mark.parametrize(
    ("html", "page"),
    [
        ('<img src="desk.png" width=300>', '<img src="../desk.png" width="300">'),
        ("<img width='3' alt=x src=desk.png />", '<img width="3" alt="x" src="../desk.png">'),
        ('<IMG SRC="a%20b.png">', '<img src="../a%20b.png">'),
        ('<img src="a b.png">', '<img src="../a%20b.png">'),
        ('<img src="../desk.png">', '<img src="../desk.png">'),
        ('<video src="call.mp4#t=9" controls></video>', "../call.mp4#t=9"),
        ('<video controls><source src="call.mp4"></video>', '<source src="../call.mp4">'),
        ('<a href="desk.png">x</a>', '<a href="../desk.png"'),
        ('<a href="../e02/">x</a>', '<a href="../e02/"'),
    ],
)
def test_files_beside_the_page(html: str, page: str) -> None:
    """A file that is attached is shown, at the size that is asked for."""
    assert page in shown(html)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x.y/z.png" alt="The desk">',
        '<p><img alt="The desk" src="//x.y/z.png"></p>',
        '<iframe width="560" src="https://x.y/z.png"></iframe>',
        '<video src="https://x.y/z.png" controls></video>',
        '<video controls><source src="https://x.y/z.png"></video>',
        '<object data="https://x.y/z.png"></object>',
        "<embed src='https://x.y/z.png'>",
    ],
)
def test_media_elsewhere(html: str) -> None:
    """A card says the title and the host and leads there, and nothing is fetched from it."""
    page = shown(html)

    assert '<a href="https://x.y/z.png"' in page
    assert "src" not in page
    assert (("The desk" if "The desk" in html else "z.png") + "</strong> <small>") in page
    assert " on x.y</small></a>" in page
    assert "<video" not in page
    assert active_content(f"{START}{page}</div>{END}".encode()) == []


@pytest.mark.parametrize("diagrams", [True, False])
def test_diagrams(diagrams: bool) -> None:  # noqa: FBT001
    """The class of Mermaid stays where the site draws it, and nowhere else."""
    html = '<pre class="mermaid"><code>graph LR</code></pre>'

    assert ('class="mermaid"' in harmless(html, diagrams=diagrams)) is diagrams


@given(
    st.lists(
        st.sampled_from(
            [
                *("<img ", "<iframe ", "<a ", "src=", "href=", '"', "'", ">", " ", "javascript:x"),
                *("https://x.y", "//x", "desk.png", "onerror=x", "<script>", "alt=", "&#34;", "/"),
            ]
        )
    ).map("".join)
)
def test_nothing_acts(html: str) -> None:
    """Whatever the tags, what comes out holds nothing that acts or loads from elsewhere."""
    page = shown(html)

    assert active_content(f"{START}{page}</div>{END}".encode()) == []
    assert not re.search("<(?:script|iframe)", page)
