"""What a theme draws around a page's content, drawn once for all pages that differ only in that.

Pages of evidence are as many as the items, and stand outside the navigation: around their
content a theme writes the same but for title, contents list and address. So that is drawn
with words in those places that occur nowhere else, and each page is put together from it.

Whether a theme does so is tried, not believed: the first three pages of each sort are drawn
in full, and only where the shell of the second gives the third to the letter do the others
come from it. Any page that is special in some way is of a sort of its own.

Blank lines and indents around the content are left out: they are a tenth of a page, and browsers
pass over them.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename, dirname

from jinja2 import ChoiceLoader, DictLoader, Environment
from jinja2.environment import TemplateModule
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from crossfolio.core.regex import regex

DRAWN = "crossfolio-drawn.html"
"""The template of a page that is drawn already."""
_DRAWN = "crossfolio_drawn"
_WHOLE = "main.html"
_CONTENTS = "partials/toc.html"
_LANGUAGE = "partials/language.html"
_SEARCH = ("material.plugins.search.plugin", "mkdocs.contrib.search")
_OUR_OWN = "crossfolio."

_PLAIN = regex(r"[\w.,;:!?()/\u2013\u2014-]+(?: [\w.,;:!?()/\u2013\u2014-]+)*")
"""Text that filters of a template leave as it is."""
_WORD = "cfw{}wfc"
_WORDS = regex(r"cfw([\w<]+?)wfc")
_INDENT = regex(r"[ \t]*\n[ \t\n]*")
_AS_IT_IS = ("<pre", "<textarea")
"""Elements in which blanks and lines count."""
_INDEX = "index.html"
_NOT_DRAWN = ("title", "rss")
"""Front matter by which shells do not differ: the one has words of its own, the other is for a
plugin that makes a feed, and no template of the theme reads it."""
_HEADING = "<h1"
"""What a theme looks for in the content, to know whether it begins with a heading."""

Sort = tuple[object, ...]
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Shell:
    """A page cut at the places where pages of its sort differ."""

    texts: tuple[str, ...]
    """What stands before, between and after those places."""
    names: tuple[str, ...]
    """What belongs into each."""

    def filled(self, values: Values) -> str:
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            parts += (values[name], text)
        return "".join(parts)


@dataclass(slots=True)
class Shells:
    """The shells of one build, by the sort of page."""

    env: Environment
    met: set[Sort] = field(default_factory=set)
    """Of which one page was drawn; there may never be a second."""
    tried: dict[Sort, _Shell] = field(default_factory=dict)
    """Made from one page, not yet compared with another."""
    proven: dict[Sort, _Shell | None] = field(default_factory=dict)
    """`None` for the sorts that have to be drawn in full."""
    words: TemplateModule | None = None
    """The theme's words in the language of the site."""

    def draw(self, page: Page, context: TemplateContext) -> None:
        """Draw a page, and leave it in the context for the template `DRAWN`."""
        sort = _sort(page)
        values = self._values(page, context)
        shell = self.proven.get(sort)
        drawn = shell.filled(values) if shell else self._in_full(sort, values, page, context)
        context[_DRAWN] = drawn  # type: ignore[literal-required]

    def _in_full(self, sort: Sort, values: Values, page: Page, context: TemplateContext) -> str:
        drawn = _tight(self.env.get_template(_WHOLE).render(context), page.content or "")
        if sort in self.tried:
            shell = self.tried.pop(sort)
            self.proven[sort] = shell if shell.filled(values) == drawn else None
        elif sort in self.met and sort not in self.proven:
            made = self._shell(page, context)
            if made:
                self.tried[sort] = made
            else:
                self.proven[sort] = None
        self.met.add(sort)
        return drawn

    def _shell(self, page: Page, context: TemplateContext) -> _Shell | None:
        blank = _blank(page)
        whole = _tight(self.env.get_template(_WHOLE).render({**context, "page": blank}))
        contents = self._drawn_contents(blank, context, blank.toc)
        if whole.count(contents) != 1:
            return None
        pieces = _WORDS.split(whole.replace(contents, _WORD.format("contents"), 1))
        return _Shell(tuple(pieces[::2]), tuple(pieces[1::2]))

    def _values(self, page: Page, context: TemplateContext) -> Values:
        first = next(iter(page.toc), None)
        return {
            **{f"title{n}": text for n, text in enumerate(_PLAIN.findall(str(page.title)))},
            "content": page.content or "",
            _HEADING: page.content or "",
            "contents": self._drawn_contents(page, context, page.toc),
            "first": first.id if first else "",
            "address": page.canonical_url or "",
            "source": basename(page.edit_url or ""),
        }

    def _drawn_contents(
        self, page: Page, context: TemplateContext, contents: TableOfContents
    ) -> str:
        """Draw a contents list alone, with the module of words that themes give it."""
        if self.words is None:
            self.words = self.env.get_template(_LANGUAGE).make_module({**context})
        listed = copy(page)
        listed.toc = contents
        whole = {**context, "page": listed, "lang": self.words}
        return _tight(self.env.get_template(_CONTENTS).render(whole)).strip()


def _tight(drawn: str, content: str = "") -> str:
    """Return what a theme has drawn around some content without blank lines and indents."""
    before, found, after = drawn.partition(content) if content else (drawn, "", "")
    if any(element in around for element in _AS_IT_IS for around in (before, after)):
        return drawn
    return _INDENT.sub("\n", before) + found + _INDENT.sub("\n", after)


def shells(env: Environment, config: MkDocsConfig) -> Shells | None:
    """Return shells, or `None` where pages have to be drawn one by one.

    That is so under a theme that is not known, with templates of the user's own, and with
    plugins and hooks that take part in drawing a page.
    """
    if config.theme.name != "material" or _own_templates(config) or _others(config):
        return None
    if env.loader is None:
        return None
    env.loader = ChoiceLoader([env.loader, DictLoader({DRAWN: f"{{{{ {_DRAWN} }}}}"})])
    return Shells(env)


def _own_templates(config: MkDocsConfig) -> bool:
    """Tell whether templates of the user's take the place of the theme's."""
    folder = config.theme.custom_dir
    return folder is not None and any(Path(folder).rglob("*.html"))


def _others(config: MkDocsConfig) -> bool:
    """Tell whether others take part in drawing pages."""
    known = (*_SEARCH, _OUR_OWN)
    return any(
        not getattr(handler, "__module__", "").startswith(known)
        for event in ("env", "page_context")
        for handler in config.plugins.events[event]
    )


def _sort(page: Page) -> Sort:
    """Return what pages have in common that a theme may draw with one shell."""
    first = next(iter(page.toc), None)
    return (
        dirname(page.url.removesuffix(_INDEX).rstrip("/")),
        page.url.endswith(("/", _INDEX)),
        _PLAIN.sub("\0", str(page.title)),
        tuple(sorted((k, repr(v)) for k, v in page.meta.items() if k not in _NOT_DRAWN)),
        page.meta.get("title") == page.title,
        _HEADING in (page.content or ""),
        page.canonical_url is None,
        page.edit_url and _source_sort(page.edit_url),
        first and (first.level == 1, bool(first.children)),
        page.parent is not None or page.previous_page is not None or page.next_page is not None,
    )


def _source_sort(address: str) -> str:
    """Return the address of a page's source up to its name; all of it where themes change it."""
    changed = any(word in basename(address) for word in ("edit", "blob", "raw"))
    return address if changed else dirname(address)


def _blank(page: Page) -> Page:
    """Return a page like another, with a word of its own in each place where others differ."""
    blank = copy(page)
    numbers = iter(range(len(str(page.title))))
    title = _PLAIN.sub(lambda _: _WORD.format(f"title{next(numbers)}"), str(page.title))
    blank.title = title  # pyright: ignore[reportAttributeAccessIssue]
    blank.meta = {**page.meta, "title": title} if "title" in page.meta else page.meta
    blank.content = _WORD.format(_HEADING if _HEADING in (page.content or "") else "content")
    first = next(iter(page.toc), None)
    if first:
        entry = AnchorLink("-", _WORD.format("first"), first.level)
        entry.children = [AnchorLink("-", "-", first.level + 1)] if first.children else []
        blank.toc = TableOfContents([entry])
    blank.canonical_url = page.canonical_url and _WORD.format("address")
    if page.edit_url:
        blank.edit_url = f"{dirname(page.edit_url)}/{_WORD.format('source')}"
    return blank
