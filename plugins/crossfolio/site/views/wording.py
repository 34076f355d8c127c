"""The wording of a criterion as HTML: lists and emphasis, and nothing else of Markdown."""

from functools import cache
from html import escape as without_tags

from markupsafe import Markup, escape

_CLASS = "crossfolio-wording"
_SHOWN = {"p", "ul", "ol", "li", "em", "strong", "br"}
_NOT_READ = ("code", "hashheader", "setextheader", "hr", "quote", "reference")
"""Blocks of Markdown that a wording has not: what looks like one is text."""
_NOT_READ_INLINE = ("backtick", "reference", "link", "image_link", "image_reference", "autolink")


def wording(text: str, *, classed: bool = True) -> Markup:
    """Return the text of a criterion as a paragraph, or as paragraphs and lists.

    Args:
        text: In Markdown; HTML in it is shown as it is written.
        classed: Whether it gets the class of wordings.
    """
    named = f' class="{_CLASS}"' if classed else ""
    plain = escape(text)
    if not any(sign in text for sign in "*_\\\n"):
        return Markup(f"<p{named}>{plain}</p>")  # noqa: S704 - escaped
    made = _rendered(text)
    if made == f"<p>{without_tags(text, quote=False).strip()}</p>" or not text.strip():
        return Markup(f"<p{named}>{plain}</p>")  # noqa: S704 - escaped
    return Markup(f"<div{named}>{made}</div>")  # noqa: S704 - only elements without attributes


@cache
def _rendered(text: str) -> str:
    import nh3  # noqa: PLC0415 - few wordings need it
    from markdown import Markdown  # noqa: PLC0415 - as above

    reader = Markdown(extensions=["sane_lists"])
    reader.preprocessors.deregister("html_block", strict=False)
    for name in _NOT_READ:
        reader.parser.blockprocessors.deregister(name, strict=False)
    for name in (*_NOT_READ_INLINE, "html", "entity", "automail", "short_reference"):
        reader.inlinePatterns.deregister(name, strict=False)
    html = reader.convert(without_tags(_with_lists(text), quote=False))
    return nh3.clean(html, tags=_SHOWN, attributes={})


def _with_lists(text: str) -> str:
    """Return a text in which each list begins a paragraph, as tutors forget to write it."""
    lines: list[str] = []
    for line in text.splitlines():
        is_entry = line.lstrip().startswith(("- ", "* ", "+ "))
        goes_on = lines and lines[-1].strip() and not lines[-1].lstrip().startswith(("- ", "* "))
        if is_entry and goes_on and not lines[-1].startswith(" "):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)
