"""Whose decisions can be believed: signers from outside of what is checked, and signatures."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.record.values import Decision, Distrust
from crossfolio.core.rules import signature_rules as rules
from crossfolio.core.rules.settings_rules import invalid_setting
from crossfolio.core.settings import Settings, Trust
from crossfolio.core.texts import Text, text_of
from crossfolio.loaders.settings.trust import in_commit
from crossfolio.workspace.disk import Files
from crossfolio.workspace.history.git import GitError, ask
from crossfolio.workspace.location import location
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.signatures import MOST_BYTES, SUFFIX, SignatureError, is_signed
from crossfolio.workspace.step_cache import CachedStep, digest

_SIGNED = CachedStep[bool]("signed", bool)
_MOST_SIGNERS = 1024 * 1024
"""Bytes."""
_AT_ONCE = 4
"""How many signatures are looked at side by side."""
_WHOLE = (40, 64)
"""How many digits the whole ID of a commit has."""
_NAMED = ("refs/remotes/", "refs/heads/", "refs/tags/")
"""Where a name is looked for, in this order."""
_PROPOSED = ("refs/remotes/pull/", "refs/remotes/merge-requests/", "refs/pull/")
"""How forges call changes that are still to be looked at."""
_MOST_LINKS = 40
_SECONDS = 20.0


class Signatures(NamedTuple):
    """What became of the signatures of a portfolio's decisions."""

    untrusted: dict[str, Distrust]
    """By ID in upper case."""
    findings: tuple[Finding, ...]


class NoSignersError(Exception):
    """Signers that cannot be had; the text is a phrase for users."""


def inside_tree(root: Path, trust: Trust, place: Place) -> list[Finding]:
    """Find that the signers lie in what is checked, where any change could bring its own.

    Args:
        root: The project's folder.
        trust: The setting.
        place: Of the setting.
    """
    if not trust.signers or in_commit(trust.signers):
        return []
    tree = location(_top(root)).own
    ways = [at for way in _ways(_file(root, trust.signers)) for at in (way, *way.parents)]
    if all(tree.isdisjoint(location(way).own) for way in ways):
        return []
    why = Text("leads into what is checked, where every change could bring signers of its own")
    help = Text(
        "name a file outside of the repository, or COMMIT:FILE, such as origin/main:signers"
    )
    return [invalid_setting(place, "trust.signers", why, help)]


def signers_of(root: Path, signers: str) -> bytes:
    """Return the file of allowed signers, as `ssh-keygen` reads it.

    Args:
        root: The project's folder.
        signers: A file, or a commit and a file.

    Raises:
        NoSignersError: Where they cannot be read, or are those of the change that is checked.
    """
    named = in_commit(signers)
    data = _from_commit(root, *named) if named else _from_file(_file(root, signers))
    if not any(line.strip() and not line.lstrip().startswith(b"#") for line in data.splitlines()):
        raise NoSignersError(Text("no signer is in it"))
    return data


def signatures_of(
    root: Path,
    settings: Settings,
    decisions: Iterable[Decision],
    place: Place,
    files: Files,
    cache: ResultCache,
) -> Signatures:
    """Look at the signature of every decision.

    Args:
        root: Where the signers are looked for.
        settings: Of the project; they name signers.
        decisions: Those that can be read.
        place: Where the setting stands.
        files: Where bytes come from.
        cache: Has what was found before of the same bytes.
    """
    trust, folder = settings.trust, settings.assessment
    signed = {file for file in files.find(folder).files if file.endswith(SUFFIX)}
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where it is asked for

    known = {decision.place.path: decision for decision in decisions}
    bare = [
        decision for decision in known.values() if f"{decision.place.path}{SUFFIX}" not in signed
    ]
    untrusted = {decision.key: Distrust.UNSIGNED for decision in bare if trust.required}
    covered = [
        decision for decision in known.values() if f"{decision.place.path}{SUFFIX}" in signed
    ]
    found: list[Finding] = []
    try:
        signers = signers_of(root, trust.signers)
        look = partial(_fits, signers=signers, files=files, cache=cache)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            fitting = list(pool.map(look, covered))
        wrong = [decision for decision, fits in zip(covered, fitting, strict=True) if not fits]
        untrusted |= dict.fromkeys((decision.key for decision in wrong), Distrust.WRONGLY_SIGNED)
    except (NoSignersError, SignatureError) as error:
        found.append(rules.trust_unusable(place, trust.signers, text_of(error)))
        if trust.required:
            untrusted |= dict.fromkeys(
                (decision.key for decision in known.values()), Distrust.UNVERIFIED
            )
    return Signatures(untrusted, tuple(found))


def _fits(decision: Decision, signers: bytes, files: Files, cache: ResultCache) -> bool:
    """Tell whether the signature beside a decision is its assessor's."""
    path, person, day = decision.place.path, decision.assessor, decision.date
    try:
        signature = files.read(f"{path}{SUFFIX}", MOST_BYTES + 1)
    except OSError:
        return False
    if len(signature) > MOST_BYTES:
        return False
    basis = digest(signers, signature, person, str(day))

    def look(data: bytes) -> bool:
        return any(
            is_signed(content, signature, person, day, signers) for content in as_signed(data)
        )

    try:
        return cache.by_content(_SIGNED, path, files, look, basis)
    except OSError:
        return False


def as_signed(data: bytes) -> Iterator[bytes]:
    """Give a file as it may have been signed: as it is, or before git changed its line ends."""
    yield data
    if b"\r\n" in data:
        yield data.replace(b"\r\n", b"\n")


def _file(root: Path, signers: str) -> Path:
    """Return the file that is meant, seen from the project's folder, without `..` in it."""
    return Path(os.path.abspath(root / Path(signers).expanduser()))  # noqa: PTH100 - see above


def _ways(path: Path) -> Iterator[Path]:
    """Give a path, and each that the links on the way to it lead to."""
    yield path
    for _ in range(_MOST_LINKS):
        links = (parent for parent in (*reversed(path.parents), path) if parent.is_symlink())
        link = next(links, None)
        if link is None:
            return
        beyond = path.relative_to(link)
        path = Path(os.path.abspath(link.parent / link.readlink())) / beyond  # noqa: PTH100
        yield path


def _top(root: Path) -> Path:
    """Return the folder that changes are made in: the repository's, else the project's."""
    whole = Path(os.path.realpath(root))
    return next((parent for parent in (whole, *whole.parents) if (parent / ".git").exists()), whole)


def _from_file(path: Path) -> bytes:
    try:
        if not path.is_file():  # A pipe would be waited for.
            raise NoSignersError(
                Text("it is a folder") if path.is_dir() else Text("there is no such file")
            )
        with path.open("rb") as opened:
            data = opened.read(_MOST_SIGNERS + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else ""
        raise NoSignersError(why or Text("it is no file")) from None
    if len(data) > _MOST_SIGNERS:
        raise NoSignersError(Text("it is larger than 1 MB"))
    return data


def _from_commit(root: Path, commit: str, path: str) -> bytes:
    """Return a file of a branch that the change is to go into, or of a commit in it."""
    try:
        ask(root, "rev-parse", "--git-dir", seconds=_SECONDS)
        name = _resolved(root, commit)
        return ask(root, "cat-file", "blob", f"{name}:{path}", seconds=_SECONDS)
    except GitError as error:
        raise NoSignersError(str(error)) from None


def _resolved(root: Path, commit: str) -> str:
    """Return the whole ID of a commit that does not belong to the change alone.

    A branch has to be another than the one that is checked out. What is named by its own ID has
    to be in the base branch, where git knows which that is.
    """
    if len(commit) in _WHOLE and all(digit in "0123456789abcdef" for digit in commit.lower()):
        _be_of_base(root, commit.lower())
        return commit
    for before in _NAMED:
        name = commit if commit.startswith("refs/") else f"{before}{commit}"
        found = _commit(root, name)
        if found and (name.startswith(_PROPOSED) or name == _current(root)):
            raise NoSignersError(
                Text(
                    "`{commit}` is what is checked; name the branch that it goes to", commit=commit
                )
            )
        if found:
            return found
    raise NoSignersError(
        Text("there is no branch or tag `{commit}` here; fetch it first", commit=commit)
    )


def _be_of_base(root: Path, commit: str) -> None:
    """Make sure that a commit is in the base branch, as far as git can tell.

    Raises:
        NoSignersError: Where it is not, or is not there at all.
    """
    if _commit(root, commit) is None:
        raise NoSignersError(
            Text("there is no commit {commit} here; fetch it first", commit=commit[:12])
        )
    if _commit(root, "HEAD") == commit:
        raise NoSignersError(Text("that commit is what is checked; name one before it"))
    base = _commit(root, "refs/remotes/origin/HEAD")
    if base is None:
        return  # The settings alone say which the base branch is.
    try:
        ask(root, "merge-base", "--is-ancestor", commit, base, seconds=_SECONDS)
    except GitError:
        raise NoSignersError(Text("that commit is not in the base branch, origin/HEAD")) from None


def _commit(root: Path, name: str) -> str | None:
    """Return the whole ID of what a name stands for; `None` where there is no such commit."""
    words = ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    try:
        return ask(root, *words, seconds=_SECONDS).decode("ascii", "replace").strip()
    except GitError:
        return None


def _current(root: Path) -> str:
    """Return the branch that is checked out; `HEAD` where there is none."""
    told = ask(root, "rev-parse", "--symbolic-full-name", "HEAD", seconds=_SECONDS)
    return told.decode("utf-8", "replace").strip()
