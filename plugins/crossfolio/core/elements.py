"""Elements of HTML, by what becomes of them in a page of evidence."""

SHOWN = frozenset(
    (
        *("a", "abbr", "audio", "b", "blockquote", "br", "caption", "cite", "code", "col"),
        *("colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption"),
        *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd"),
        *("label", "li", "mark", "ol", "p", "path", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "source", "span", "strong", "sub", "summary", "sup", "svg", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "track", "u", "ul", "var", "video", "wbr"),
    )
)
"""They stay, with the attributes that cannot act."""

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Of the links that stay; one of another scheme becomes text."""

UNWRAPPED = frozenset(
    (
        *("address", "article", "aside", "bdi", "bdo", "big", "body", "center", "data", "font"),
        *("footer", "head", "header", "hgroup", "html", "main", "nav", "nobr", "section"),
        *("strike", "time", "title", "tt"),
    )
)
"""They go and their content stays, so that readers lose nothing."""
