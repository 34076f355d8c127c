"""EVI, CRI, SRC: what would be passed over, because of its name, its place or another system."""

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_MOST = 10
"""Items or files that one message lists."""


def held_back(place: Place, field: str, *, is_draft: bool, hides: bool, withheld: bool) -> Finding:
    """A field by which another system would hold the page back is none of ours.

    Hugo, Jekyll, Obsidian and others know `draft: true`, `published: false`, `private: true`
    and the like. Until the page says it in the words of this portfolio, it counts as a draft;
    where the field is about who may read it, it is withheld as well.

    ## Example
        draft: true

    ## Use instead
        status: draft
    """
    shown = printable(field, 40)
    if hides:
        message = Text(
            "`{field}` is a field of another system; until it is gone this is withheld, and "
            "counts as a draft",
            field=shown,
        )
    else:
        message = Text(
            "`{field}` is a field of another system; until it is gone this is a draft", field=shown
        )
    help = _IN_ITS_PLACE[not is_draft, hides and not withheld]
    return Finding("EVI121", place, message, help=help)


_IN_ITS_PLACE = {
    (False, False): Text("what it means here is said already; take it out"),
    (True, False): Text("write `status: draft` in its place"),
    (False, True): Text("write `audience: withheld` and its `location` in its place"),
    (True, True): Text(
        "write `status: draft` and `audience: withheld` and its `location` in its place"
    ),
}
"""What to do, by whether a draft and whether who may read it has to be said."""


def page_misnamed(place: Place, name: str) -> Finding:
    """A file looks like a page of evidence, and its name does not end in `.md`.

    It is not read, so that it shows nothing and is not published: `e01.MD`, `e01.markdown` and
    `e01.md.txt` are not pages. Some systems hide endings; there, let them be shown first.

    ## What to do
    Rename the file, so that its name ends in `.md` in small letters.
    """
    return Finding(
        "EVI120",
        place,
        Text("this looks like a page of evidence, and is not read: its name does not end in `.md`"),
        help=Text("rename it to `{name}`", name=printable(name)),
    )


def portfolio_misnamed(place: Place, *, is_read: bool, other: str = "") -> Finding:
    """A file looks like `portfolio.yml`, and has another name or lies elsewhere.

    Where it is the only one, and beside the pages, it is read all the same: what is asked of
    the learner does not depend on a slip. Otherwise it is not read.

    ## What to do
    Call it `portfolio.yml`, in small letters, and put it into the folder of evidence itself.
    """
    if is_read:
        message = Text("this looks like `portfolio.yml`, and is read all the same")
        help = Text("name it `portfolio.yml`")
    else:
        message = Text("this looks like `portfolio.yml`, and is not read")
        help = Text("name it `portfolio.yml`, in the folder of evidence itself")
    if other:
        help = Text("keep one of the two; the other is {path}", path=other)
    return Finding(
        "EVI122",
        place,
        message,
        help=help,
    )


def evidence_elsewhere(place: Place, folder: str) -> Finding:
    """A page of evidence lies outside the folder of evidence.

    It is not read, so it shows nothing; in `docs/` it is published as a page like any other,
    unchecked, and for everybody.

    ## What to do
    Move it, with its attachments, into the folder of evidence.
    """
    return Finding(
        "EVI123",
        place,
        Text(
            "this looks like a page of evidence, and is not read: it does not lie in `{folder}/`",
            folder=folder,
        ),
        help=Text("move it into `{folder}/`", folder=folder),
    )


def criteria_misnamed(place: Place, name: str, first: Place | None) -> Finding:
    """A file of criteria has a name that does not end in `.yml`.

    It is read all the same, because what is asked of the learner must not depend on a slip, but
    editors and other programs do not know it. Where another file defines the same, that one
    counts.

    ## What to do
    Rename the file, so that its name ends in `.yml` in small letters.
    """
    if first:
        said = Text(
            "delete it, or rename it and the code in it; {path}:{line}:{column} defines "
            "the same, and counts",
            **first.args,
        )
    else:
        said = Text("rename it to `{name}`", name=printable(name))
    return Finding(
        "CRI120",
        place,
        Text("this file's name does not end in `.yml`, as those of criteria do"),
        help=said,
    )


def criteria_elsewhere(place: Place, folder: str) -> Finding:
    """A file of criteria lies outside the folder of criteria.

    It is not read, so nothing that it asks for is counted.

    ## What to do
    Move it into the folder of criteria.
    """
    why = Text(
        "this looks like a unit or a qualification, and is not read: it does not lie in "
        "`{folder}/`",
        folder=folder,
    )
    return Finding("CRI121", place, why, help=Text("move it into `{folder}/`", folder=folder))


def hidden_file(place: Place) -> Finding:
    """A file's name begins with a dot, so that it is not read.

    Systems do not show such files, so nobody would miss it. What editors and systems leave
    behind, such as `._e01.md`, is no finding. Among decisions and samples every file that is
    hidden, by its own name or by its folder's, is one that nothing lowers: it may be a later
    decision, so the criteria that it names are *covered* at best, and all of them where it
    names none.

    ## Example
        evidence/.e01.md

    ## Use instead
        evidence/e01.md
    """
    return Finding(
        "SRC113",
        place,
        Text("this file is hidden: its name begins with a dot, so it is not read"),
        help=Text("take the dot away, or move the file out of here"),
    )


def hidden_by_setting(place: Place, setting: str, ids: list[str]) -> Finding:
    """A setting of MkDocs hides evidence, so it is withheld.

    It counts like any other, and on the site it is a stub: its ID, kind, month and criteria.
    What is attached to it is not published either.

    ## What to do
    Nothing, where that is meant. `audience: withheld` in the page says the same, and says it to
    whoever reads the page.
    """
    return Finding(
        "EVI124",
        place,
        Text(
            "`{setting}` hides evidence, which counts and is withheld: {items}",
            setting=setting,
            items=_listed(ids),
        ),
        help=Text("say it in the page with `audience: withheld` and its `location`"),
    )


def shown_with_item(place: Place, setting: str, paths: list[str]) -> Finding:
    """A setting of MkDocs hides files that belong to evidence which is shown.

    An item without its files would show less than was judged, so they are published with it.

    ## What to do
    Where a file must not be published, say `audience: withheld` in the page that attaches it.
    """
    return Finding(
        "EVI125",
        place,
        Text(
            "`{setting}` hides files that are published with the evidence they belong to: {files}",
            setting=setting,
            files=_listed([printable(path, 200) for path in paths]),
        ),
        help=Text("to keep one back, write `audience: withheld` into the page that attaches it"),
    )


def _listed(names: list[str]) -> tuple[str, ...] | Text:
    """Return the first names, and how many there are beside them."""
    more = len(names) - _MOST
    shown = tuple(names[:_MOST])
    return Text("{shown} and {count} more", shown=shown, count=more) if more > 0 else shown


def evidence_missing(place: Place, folder: str, near: list[str]) -> Finding:
    """There is no folder of evidence, so nothing is shown.

    It may have another name; then the setting `evidence` says so, or the folder is renamed.

    ## What to do
    Rename the folder, name it under the plugin in mkdocs.yml, or make a first page with
    `crossfolio new evidence`.
    """
    help = Text("make a first page with `crossfolio new evidence --for CRITERION`")
    if near:
        help = Text(
            "rename `{suggestion}/`, or write `evidence: {suggestion}` under the plugin",
            suggestion=near[0],
        )
    return Finding(
        "EVI126",
        place,
        Text("there is no folder `{folder}/`, so nothing is shown", folder=printable(folder)),
        help=help,
    )


def is_page_elsewhere(finding: Finding) -> bool:
    """Tell whether a finding says that a page of evidence lies outside of its folder."""
    return finding.code == "EVI123"


def is_folder_missing(finding: Finding) -> bool:
    """Tell whether a finding says that there is no folder of evidence."""
    return finding.code == "EVI126"


def is_beginning(finding: Finding) -> bool:
    """Tell whether a finding says that there is no evidence yet, under this or another name."""
    return is_folder_missing(finding) and not finding.named("suggestion")


def unit_untaken(place: Place, code: str, taken_in: str) -> Finding:
    """A unit is defined that the portfolio does not take, and no qualification offers it.

    What it asks for is not counted, and claims of it are not wanted.

    ## What to do
    Take it under `units` in `portfolio.yml`, or move its file away.
    """
    return Finding(
        "CRI122",
        place,
        Text(
            "the portfolio does not take unit `{unit}`; what it asks for is not counted", unit=code
        ),
        help=Text(
            "write `units: {{{unit}: in-progress}}` into {path}, or move this file away",
            unit=code,
            path=taken_in,
        ),
    )


RULES = (
    Rule("SRC113", "hidden-file", Severity.ERROR, hidden_file, closes_file=True),
    Rule("CRI120", "criteria-misnamed", Severity.ERROR, criteria_misnamed),
    Rule("CRI121", "criteria-elsewhere", Severity.ERROR, criteria_elsewhere),
    Rule("CRI122", "unit-untaken", Severity.INFO, unit_untaken),
    Rule("EVI120", "page-misnamed", Severity.ERROR, page_misnamed),
    Rule("EVI121", "held-back", Severity.ERROR, held_back),
    Rule("EVI122", "portfolio-misnamed", Severity.ERROR, portfolio_misnamed),
    Rule("EVI123", "evidence-elsewhere", Severity.ERROR, evidence_elsewhere),
    Rule("EVI124", "hidden-by-setting", Severity.INFO, hidden_by_setting),
    Rule("EVI125", "shown-with-item", Severity.INFO, shown_with_item),
    Rule("EVI126", "evidence-missing", Severity.ERROR, evidence_missing),
)
