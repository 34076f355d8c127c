"""The site's pages by address, and the content of each."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic
from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.mkdocs_plugin.attached import attached
from crossfolio.mkdocs_plugin.contents import clean_contents, contents_of
from crossfolio.mkdocs_plugin.document import EvidenceDocument, rendering
from crossfolio.mkdocs_plugin.files import source_of
from crossfolio.mkdocs_plugin.places import PageFiles
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link
from crossfolio.site import item_page
from crossfolio.site.attached_file import Attached
from crossfolio.site.environment import Look, Rendered
from crossfolio.site.evidence_page import (
    body_for_markdown,
    completed,
    composed,
    finished,
    harmless,
    with_room,
)
from crossfolio.site.front_matter import front_of
from crossfolio.site.html.last_look import END, START, active_content
from crossfolio.site.html.media_tags import with_media
from crossfolio.site.html.safe_html import DIAGRAM
from crossfolio.site.inputs import Inputs, UnplacedInputs
from crossfolio.site.notices import failed, findings_banner
from crossfolio.site.placed import render_placed
from crossfolio.site.placeholders import START_OF_PLACEHOLDER, fill_in
from crossfolio.site.said_markdown import said_markdown
from crossfolio.site.search_content import search_content, with_content
from crossfolio.site.site_page import SitePage
from crossfolio.site.views.problems_view import findings_by_page
from crossfolio.site.views.relations import relations
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, StepCache, digest

_WHOLE = CachedStep[Any]("whole", Any)
_PAGE = CachedStep[list[str]]("page", list[str])
_ACTIVE = CachedStep[list[str]]("active", list[str])
_TAKEN_OUT = (
    "Crossfolio cannot show its pages: a theme or another plugin takes the place of "
    "what they hold, as encryptcontent does with a `global_password`; take it out"
)
_OVERVIEW = '<div class="crossfolio crossfolio-overview">'


class SitePages:
    """The pages of one build: where each lies, and what it holds."""

    def __init__(self, seen: Seen, look: Look, page_cache: StepCache, *, serving: bool) -> None:
        self._seen = seen
        self._page_cache = page_cache
        self._look = look
        self._found: dict[str, tuple[Diagnostic, ...]] = findings_by_page(seen) if serving else {}
        self._found.pop(addresses.PROBLEMS, None)  # That page lists them itself.
        self.places = PageFiles()
        self._own: dict[str, SitePage] = {}
        self._lost: dict[str, tuple[Diagnostic, ...]] = {}
        self._attached: dict[str, File] = {}
        self._items: dict[str, int] = {}
        self.misplaced: list[str] = []
        self._diagrams = DIAGRAM in seen.settings.dialect.custom_fences
        self._harmless = ""
        """What other plugins got of the item whose page is being made."""
        self._known = relations(seen)
        self._sources = UnplacedInputs(seen, look) if page_cache.keeps else None
        self._inputs: Inputs | None = None
        self._late: dict[str, Callable[[], str]] = {}
        """By the source of a page of ours, what gives all that it holds."""
        self._around: dict[int, Callable[[], list[str] | None]] = {}
        """By the number of an item, what gives the body of its page and what stands around it.
        Where there is a cache, both come from there a second time, so that pages do not lie in
        memory until the last of them is drawn."""
        self._marks: dict[tuple[str, str, str], str] = {}

    def add_own(self, page: SitePage, file: File) -> None:
        """Note the file of a page that Crossfolio makes."""
        self.places.add(page.address, file)
        self.places.move(page.moved)
        self._own[file.src_uri] = page
        if page.lost:
            every = self._seen.diagnostics
            found = tuple(
                diagnostic for diagnostic in every if diagnostic.finding.place.path == page.lost
            )
            self._lost[page.source] = found

    def add_evidence(self, number: int, file: File) -> None:
        """Note the file of an item by its number in the portfolio."""
        item = self._seen.portfolio.evidence[number]
        self.places.add(addresses.evidence_page(item), file)
        self._items[file.src_uri] = number

    def add_attachment(self, file: File) -> None:
        """Note an attached file that is published."""
        self._attached[file.src_uri] = file

    def fix_addresses(self) -> None:
        """Take it that all pages lie where they do now."""
        if self._sources is None:
            return
        evidence = self._seen.portfolio.evidence
        items = {item.path: self.places.of(item).url for item in evidence}
        ours = self._own.values()
        apart = {page.address for page in ours if page.needs_findings or page.part_of}
        apart.update(map(addresses.evidence_page, evidence))
        own = {name: url for name, url in self.places.urls().items() if name not in apart}
        for page in ours:
            own |= {} if page.shows_findings else page.moved
        self._inputs = self._sources.at(own, items)

    def once(self, name: str, make: Callable[[], Any], beside: str = "") -> Any:  # noqa: ANN401 - whatever was kept
        """Return what is made of all items, such as a list; make it only where that has changed.

        Args:
            name: The file that it goes into.
            make: Makes it; of lists, numbers and texts.
            beside: What else it goes by.
        """
        if self._inputs is None:
            return make()
        key = digest(self._inputs.everything, beside) if beside else self._inputs.everything
        return self._page_cache.entry(name).once(_WHOLE, key, make)

    def use_documents(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Have the text of evidence rendered only where it has changed."""
        self.fix_addresses()
        rules = rendering(config, files)
        listed = {id(page) for page in nav.pages}
        for source, number in self._items.items() if rules else ():
            file = files.get_file_from_path(source)
            if rules and file and id(file.page) not in listed:
                item, words = self._seen.portfolio.evidence[number], self._look.words
                front = front_of(item, self._seen, words)
                entry = self._page_cache.entry(source)
                EvidenceDocument(file, config, entry, rules, front, self._made_harmless)

    def entry(self, page: Page) -> CacheEntry | None:
        """Return what is known about a page of ours; `None` for another."""
        source = page.file.src_uri
        ours = source in self._items or source in self._own
        return self._page_cache.entry(source) if ours else None

    def use_template(self, name: str) -> None:
        """Have our pages outside of the navigation drawn with another template than the theme's."""
        evidence = map(self.places.of, self._seen.portfolio.evidence)
        own = (self.places.file(page.address) for page in self._own.values() if not page.in_nav)
        for file in (*evidence, *own):
            if file.page:
                file.page.meta["template"] = name

    def markdown(self, page: Page) -> str | None:
        """Return the text of a page of ours, or `None` where the page is none."""
        own = self._own.get(page.file.src_uri)
        if own:
            return said_markdown(own.body, self._look.words)
        number = self._items.get(page.file.src_uri)
        if number is None:
            return None
        portfolio = self._seen.portfolio
        item = portfolio.evidence[number]
        full = self._seen.in_full(item)
        return body_for_markdown(item, portfolio.framework) if full else ""

    def offered(self, html: str, page: Page) -> str | None:
        """Return what other plugins get of a page of ours; `None` where the page is none.

        That is our own pages as they are, and evidence as far as it is harmless.
        """
        source = page.file.src_uri
        if source in self._own:
            return self._own_page(html, page, self._own[source])
        if source not in self._items:
            return None
        clean_contents(page.toc)
        self._harmless = (
            html if isinstance(page, EvidenceDocument) else self._made_harmless(html, page.file)
        )
        return self._harmless

    def _made_harmless(self, html: str, file: File) -> str:
        """Return rendered evidence with its media where they lie, and nothing that acts."""
        folder = self._seen.settings.evidence

        def url_of(path: str) -> str:
            found = self._attached.get(path)
            return found.url_relative_to(file) if found else ""

        html = with_media(html, file.src_uri, folder, url_of, self._look.words)
        return harmless(html, diagrams=self._diagrams)

    def content(self, html: str, page: Page) -> str | None:
        """Return the content of a page of evidence, or `None` where the page is none."""
        number = self._items.get(page.file.src_uri)
        return None if number is None else self._evidence(html, page, number)

    def completed(self, output: str, page: Page) -> str | None:
        """Return a finished page of ours with what the search was not to see, or `None`.

        Raises:
            PluginError: Where a theme or another plugin has taken out what it goes by.
        """
        if page.file.src_uri in self._late:
            whole = with_content(output, self._late.pop(page.file.src_uri)())
            if whole is None:
                raise PluginError(_TAKEN_OUT)
            return whole
        number = self._items.get(page.file.src_uri)
        if number is None:
            return self._placed(output, page)
        parts = self._around.pop(number, lambda: None)()
        return completed(output, *parts[1:]) if parts else None

    def _placed(self, output: str, page: Page) -> str | None:
        """Return a page of the user's own with what it asks for, or `None`."""
        if START_OF_PLACEHOLDER not in output:
            return None

        def make(name: str, unit: str) -> str:
            to = self.places.link(page.file)
            return render_placed(name, unit, self._seen, to, look=self._look)

        placed = fill_in(output, source_of(page), self._seen, make)
        self.misplaced += placed.problems
        return placed.html

    def say_failed(self, site: Path, summary: str) -> None:
        """Have the overview of a built site say that its build failed."""
        file = site / self.places.file(addresses.OVERVIEW).dest_uri
        before, start, after = file.read_text("utf-8").partition(_OVERVIEW)
        said = failed(summary, look=self._look)
        file.write_text(f"{before}{said}{start}{after}" if start else before, encoding="utf-8")

    def active_content(self, site: Path) -> Iterator[str]:
        """Name what in the built pages of evidence could act."""
        for item in self._seen.portfolio.evidence:
            built = site / self.places.of(item).dest_uri
            if built.is_file():
                page = built.read_bytes()
                entry = self._page_cache.entry(item.path)
                for what in entry.once(_ACTIVE, digest(page), partial(active_content, page)):
                    yield f"the page of {item.id} holds {what}"

    def _own_page(self, html: str, page: Page, own: SitePage) -> str:
        to, checked, look = self.places.link(page.file), self._seen, self._look
        if own.wrap:
            return own.wrap(html, look=look)
        if own.make is None:
            return self._banner(self._lost[own.source], to) + html
        make = partial(own.make, checked, to, look=look)
        if not own.shows_findings:
            make = partial(self._rendered_once, own, make)
        rendered = make()
        page.toc = contents_of(rendered)
        banner = self._banner(self._found.get(own.address, ()), to)
        is_kept = self._inputs and not own.shows_findings
        whole: Callable[[], Rendered] = make if is_kept else lambda: rendered
        self._late[own.source] = lambda: banner + whole().html
        return search_content(rendered)

    def _rendered_once(self, own: SitePage, make: Callable[[], Rendered]) -> Rendered:
        beside = own.beside(self._seen) if own.beside else ""
        return Rendered.of(self.once(own.source, lambda: make().packed, beside))

    def _banner(self, found: Iterable[Diagnostic], to: Link) -> str:
        return findings_banner(found, to, look=self._look)

    def _evidence(self, html: str, page: Page, number: int) -> str:
        checked, to, look = self._seen, self.places.link(page.file), self._look
        item = checked.portfolio.evidence[number]
        if not checked.in_full(item):
            found = self._found.get(addresses.evidence_page(item), ())
            stub = item_page.stub(item, checked, to, self._known, found, look=look)
            page.toc = contents_of(stub)
            return f"{START}{stub.html}</div>{END}"
        files = list(attached(item, page.file, self._attached, checked.portfolio.files))
        make = partial(self._parts, html, item, to, files)
        again: Callable[[], list[str] | None] | None = None
        if self._inputs is None:
            parts = make()
        else:
            found = self._found.get(addresses.evidence_page(item), ())
            of_item = self._inputs.of(item, self._known, checked)
            since = repr(self._seen.since.get(item.key))
            key = digest(of_item, repr(files), repr(found), since, html)
            entry = self._page_cache.entry(item.path)
            parts = entry.once(_PAGE, key, make)
            again = partial(entry.recall, _PAGE, key)
        self._around[number] = again if again and again() else (lambda: parts)
        return parts[0]

    def _parts(self, html: str, item: Evidence, to: Link, files: list[Attached]) -> list[str]:
        """Return the content of the page of an item, and what joins it above, beside and below."""
        checked, look = self._seen, self._look
        found = self._found.get(addresses.evidence_page(item), ())
        mark = partial(self._mark, to, to(""))
        body = html if html == self._harmless else harmless(html, diagrams=self._diagrams)
        body = finished(body, item, checked.portfolio.framework, mark, look.words)
        notes = item_page.passage_notes(item, checked, to, look=look)
        return [
            composed(item, with_room(body, notes)),
            item_page.evidence_head(item, checked, to, found, look=look),
            item_page.evidence_claims(item, checked, to, look=look),
            item_page.evidence_foot(item, checked, to, self._known, files, look=look),
            *notes.values(),
        ]

    def _mark(self, to: Link, home: str, criterion: Criterion, anchor: str) -> str:
        """Return the link of a mark; pages as far from home link to a criterion alike."""
        key = (home, criterion.id, anchor)
        if key not in self._marks:
            self._marks[key] = item_page.mark(criterion, to, anchor, look=self._look)
        return self._marks[key]
