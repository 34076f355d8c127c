"""The register of names that settings name, and what may stay: read, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.edition import shows_people
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.personal.register import Register, names_in
from crossfolio.core.personal.scan import Looker
from crossfolio.core.place import Place
from crossfolio.core.record.values import Person
from crossfolio.core.rules import register_rules as rules
from crossfolio.core.settings import Settings
from crossfolio.core.texts import NOTHING, Text

_MOST = 4 << 20
"""Bytes of a register."""
_SECONDS = 10
_ROLE_WORDS = (
    "learner assessor trainee quality assurer verifier witness expert manager leader supervisor "
    "colleague customer client coach tutor trainer employer analyst agent adviser advisor director "
    "head team centre officer staff candidate"
)
_ROLES = frozenset(_ROLE_WORDS.split())
"""Words of which one makes a display name a role."""
_SMALL_WORDS = "de del della der di da du la le van von bin ibn al el ter ten y"
_PARTICLES = frozenset(_SMALL_WORDS.split())
"""Words of names that begin without a capital."""


class KnownNames(NamedTuple):
    """What is looked for, and what was found on the way."""

    looker: Looker
    findings: tuple[Finding, ...]
    officers: frozenset[str]
    """Those of the settings that are in the people file."""


def known_of(
    root: Path,
    site_file: str,
    settings: Settings,
    people: Mapping[str, Person] | None,
    place: Place,
) -> KnownNames:
    """Return what is looked for in a project.

    Args:
        root: The project's folder.
        site_file: Its mkdocs.yml, from there.
        settings: The settings.
        people: Those of the people file; `None` where it cannot be read.
        place: Where the option stands in mkdocs.yml.
    """
    found, names = list[Finding](), list[str]()
    wanted = settings.personal_data
    path = (root / site_file).parent / wanted.names_file if wanted.names_file else None
    if path:
        text, why = _text(path)
        names += names_in(text)
        if why:
            stops = not shows_people(settings.edition)
            found.append(rules.names_unread(place, why, stops=stops))
        elif _is_handed_out(path):
            found.append(rules.names_in_repository(place))
    officers = list[tuple[str, Register]]()
    for id in wanted.officers if people is not None else ():
        person = people.get(id) if people else None
        if person is None:
            near = nearest(id, people or ())
            found.append(rules.unknown_officer(place, id, near))
        elif _is_name(person):
            officers.append((id, Register((person.display_name,))))
    names += (someone.display_name for someone in (people or {}).values() if _is_name(someone))
    register = Register(tuple(dict.fromkeys(names)))
    looker = Looker(register, tuple(wanted.allow), tuple(officers))
    return KnownNames(looker, tuple(found), frozenset(id for id, _ in officers))


def unneeded(
    settings: Settings, known: KnownNames, needed: Iterable[str], place: Place
) -> list[Finding]:
    """Return what is to be said of allowances that let nothing stay."""
    spare = set(settings.personal_data.allow).difference(needed)
    found = [rules.unneeded_allowance(place, "allow", value) for value in sorted(spare)]
    idle = known.officers.difference(needed)
    return found + [rules.unneeded_allowance(place, "officers", name) for name in sorted(idle)]


def _is_name(person: Person) -> bool:
    """Tell whether a display name is a name, and not a role, such as `Assessor A1`."""
    words = person.display_name.split()
    known = {word.casefold() for word in words}
    if not words or person.id.casefold() in known or not _ROLES.isdisjoint(known):
        return False
    return len(words) > 1 and all(
        word[0].isupper() or word.casefold() in _PARTICLES for word in words
    )


def _text(path: Path) -> tuple[str, Text]:
    """Return the text of a register, and why there is none; empty where there is."""
    try:
        if not path.is_file():  # A pipe would be waited for.
            folder, nothing = Text("it is a folder"), Text("there is no such file")
            return "", folder if path.is_dir() else nothing
        with path.open("rb") as opened:
            data = opened.read(_MOST + 1)
        if len(data) > _MOST:
            return "", Text("it is larger than {megabytes} MB", megabytes=_MOST >> 20)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", Text("it is not UTF-8")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else ""
        return "", Text("{reason}", reason=why) if why else Text("it is no file")
    if "\0" in text:
        return "", Text("it is no text")
    return text, NOTHING if names_in(text) else Text("it holds no name")


def _is_handed_out(path: Path) -> bool:
    """Tell whether a file lies in a repository and is not ignored by it."""
    file = path.resolve()
    if not any((parent / ".git").exists() for parent in file.parents):
        return False
    from crossfolio.workspace.history.git import GitError, ask  # noqa: PLC0415 - few have a register

    words = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", file.name)
    try:
        return not ask(file.parent, *words, seconds=_SECONDS)
    except GitError:  # Whether it is ignored cannot be told.
        return True
