"""Personal data that was taken out of files, and still stands in earlier commits."""

from pathlib import Path

from crossfolio.core.findings import Finding
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import MASKED, WORDS, Sort
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules.personal_rules import OF_SORT, in_history
from crossfolio.core.settings import Settings
from crossfolio.core.texts import Text, text_of
from crossfolio.workspace.disk import Files
from crossfolio.workspace.history.git import GitError, ask

_SECONDS = 20
_MOST_COMMITS = 5000
_MOST_TEXT = 64 << 20
"""Bytes of changes that are looked at."""
_WORDS = (
    *("log", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--no-renames", "--relative", "--format=", f"--max-count={_MOST_COMMITS}"),
)
_FROM = regex(r'--- "?a/(.*?)"?\t?$')


def in_past(
    root: Path, settings: Settings, files: Files, looker: Looker, place: Place
) -> list[Finding]:
    """Return what is found in the history alone, once for each file and sort.

    Args:
        root: The project's folder.
        settings: Which folders are looked at.
        files: The files as they are now.
        looker: What is looked for.
        place: Where what is about no present file stands.
    """
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return []
    folders = [name for name in (settings.evidence, settings.assessment) if (root / name).is_dir()]
    try:
        changes = ask(root, *_WORDS, "--", *folders, seconds=_SECONDS)
    except GitError as error:
        return [
            in_history(
                place, Text("the history was not looked into: {reason}", reason=text_of(error))
            )
        ]
    found: dict[tuple[str, Sort], Finding] = {}
    for path, text in _removed(changes[:_MOST_TEXT].decode("utf-8", "replace")).items():
        now, is_there = _text(files, path), files.is_file(path)
        for sort in _taken_out(text, now, looker):
            where = Place(path) if is_there else place
            taken_out = {"sort": WORDS[sort], "rule": OF_SORT[sort].code}
            said = Text("{sort} was taken out, and stands in earlier commits ({rule})", **taken_out)
            if not is_there:
                said = Text(
                    "{sort} was taken out of a file that is gone, and stands in earlier commits "
                    "({rule})",
                    **taken_out,
                )
            found[path, sort] = in_history(where, said)
    if len(changes) > _MOST_TEXT:
        said = Text("the history was looked into only in part: it is too long")
        cut = in_history(place, said)
        return [*found.values(), cut]
    return list(found.values())


def _taken_out(text: str, now: str, looker: Looker) -> dict[Sort, None]:
    """Return the sorts of values that a text holds and what is there now does not."""
    known = " ".join(now.split())
    values = (
        (hit.sort, " ".join(text[hit.start : hit.end].split()))
        for hit in looker.look(text)
        if hit.sort in MASKED and not hit.invented and not looker.allowed_by(hit, text)
    )
    return dict.fromkeys(sort for sort, value in values if value not in known)


def _removed(changes: str) -> dict[str, str]:
    """Return all lines that commits took out, by the path that they were taken from.

    Those that stood together stand together; an empty line is between others.
    """
    removed: dict[str, list[str]] = {}
    path, is_head = "", True
    for line in changes.split("\n"):
        if line.startswith("diff --git "):
            path, is_head = "", True
        elif line.startswith("@@ "):
            is_head = False
            removed.setdefault(path, []).append("")
        elif is_head:
            named = _FROM.match(line)
            path = named[1] if named else path
        elif path and line.startswith("-"):
            removed[path].append(line[1:])
    removed.pop("", None)
    return {path: "\n".join(lines) for path, lines in removed.items()}


def _text(files: Files, path: str) -> str:
    try:
        return files.read(path, _MOST_TEXT).decode("utf-8", "replace")
    except OSError:  # It is gone.
        return ""
