"""What MkDocs' own settings keep from the site: `exclude_docs` and `draft_docs`."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import settings_rules
from crossfolio.core.texts import Text, text_of

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

HIDING = ("exclude_docs", "draft_docs")
"""The settings; `not_in_nav` hides nothing, and evidence is never in the navigation."""


class Hiding(NamedTuple):
    """One of the settings, with its patterns."""

    setting: str
    place: Place
    """Of its key."""
    spec: "GitIgnoreSpec"
    docs_dir: str
    """The folder of the site's own pages, with which paths need not begin."""

    def hides(self, path: str) -> bool:
        """Tell whether MkDocs would leave a file out.

        Args:
            path: From the project's folder; it is looked at as it is, and as the docs folder
                sees it where it lies in there.
        """
        inside = path.removeprefix(f"{self.docs_dir}/")
        return self.spec.match_file(path) or (inside != path and self.spec.match_file(inside))


def hidings_from(
    written: Iterable[tuple[str, object, Place]], docs_dir: str
) -> Iterator[Hiding | Finding]:
    """Read the settings as MkDocs does; a finding where it would refuse one.

    Args:
        written: The name, the value and the place of each.
        docs_dir: The folder of the site's own pages.
    """
    for name, value, place in written:
        from pathspec.gitignore import GitIgnoreSpec  # noqa: PLC0415 - few portfolios have them

        help = Text("write patterns as in a .gitignore, one a line, after `|`")
        if not isinstance(value, str):
            yield settings_rules.invalid_setting(place, name, Text("is no text"), help)
            continue
        try:
            spec = GitIgnoreSpec.from_lines(value.splitlines())
        except ValueError as error:
            yield settings_rules.invalid_setting(
                place, name, Text("cannot be read: {reason}", reason=text_of(error)), help
            )
        else:
            yield Hiding(name, place, spec, docs_dir)
