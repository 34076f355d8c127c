"""Options to settings: each value looked at, every mistake found at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from posixpath import isabs, normpath
from typing import Any

from crossfolio.core.findings import Finding, Severity
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE, BY_NAME, settings_rules
from crossfolio.core.settings import Edition, FailOn, Profile, Settings
from crossfolio.loaders.settings_file import Option

OPTIONS = {
    "criteria": "The folder of criteria files.",
    "evidence": "The folder of evidence.",
    "assessment": "The folder of decisions, samples and the people register.",
    "profile": "A named set of severities: `advisory`, `default` or `strict`.",
    "fail_on": "The least severity that makes a run fail: `error`, `warning` or `never`.",
    "min_coverage": "The least percentage of criteria covered over the submitted units.",
    "rules": "Severities by code or name of a rule: `error`, `warning`, `info` or `off`.",
    "edition": "Whom the site is for: `assessor` or `public`.",
}
"""Every option with its meaning, in the order of the reference."""

_SEVERITIES = {severity.word: severity for severity in Severity}


def settings_from(options: Mapping[str, Option]) -> tuple[Settings, list[Finding]]:
    """Return the settings that options make, and everything that is wrong with them."""
    reader = _Reader()
    for name, option in options.items():
        if name not in OPTIONS:
            near = nearest(name, OPTIONS)
            reader.found.append(settings_rules.unknown_setting(option.place, name, near))
        elif option.value is not None:
            reader.read(name, option)
    return Settings(**reader.values), reader.found


def share_of(value: object) -> Fraction | None:
    """Return a percentage from 0 to 100 as a share, or nothing where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        percentage = Fraction(str(value).strip().removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None
    return percentage / 100 if 0 <= percentage <= 100 else None  # noqa: PLR2004 - per cent


@dataclass(slots=True)
class _Reader:
    """The values read so far, and what was found."""

    values: dict[str, Any] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def read(self, name: str, option: Option) -> None:
        readers: dict[str, Callable[[str, Option], object]] = {
            "profile": lambda n, o: self._word(n, o, Profile),
            "fail_on": lambda n, o: self._word(n, o, FailOn),
            "edition": lambda n, o: self._word(n, o, Edition),
            "min_coverage": self._share,
            "rules": self._rules,
        }
        value = readers.get(name, self._folder)(name, option)
        if value is not None:
            self.values[name] = value

    def _refuse(self, name: str, place: Place, why: str, help: str) -> None:
        self.found.append(settings_rules.invalid_setting(place, name, why, help))

    def _word(self, name: str, option: Option, words: type[StrEnum]) -> StrEnum | None:
        for word in words:
            if option.value == word.value:
                return word
        self._refuse(
            name, option.place, f"cannot be `{option.value}`", _one_of(option.value, words)
        )
        return None

    def _folder(self, name: str, option: Option) -> str | None:
        written = option.value
        if isinstance(written, str) and written.strip("./") and not isabs(written):
            path = normpath(written.replace("\\", "/"))
            if not path.startswith("..") and ":" not in path:
                return path
        help = "name a folder inside the project, relative to mkdocs.yml"
        self._refuse(name, option.place, f"cannot be `{written}`", help)
        return None

    def _share(self, name: str, option: Option) -> Fraction | None:
        share = share_of(option.value)
        if share is None:
            help = "give a percentage from 0 to 100"
            self._refuse(name, option.place, f"cannot be `{option.value}`", help)
        return share

    def _rules(self, name: str, option: Option) -> dict[str, Severity] | None:
        if not isinstance(option.value, dict):
            help = "write `rules: {TAG108: off}`"
            self._refuse(name, option.place, "must be a mapping of rule to severity", help)
            return None
        severities = {}
        for key, word in option.value.items():
            rule = BY_CODE.get(str(key).upper()) or BY_NAME.get(str(key).lower())
            severity = Severity.OFF if word is False else _SEVERITIES.get(str(word).lower())
            if rule is None:
                near = nearest(str(key), [*BY_CODE, *BY_NAME])
                self.found.append(settings_rules.unknown_rule(option.place, str(key), near))
            elif severity is None:
                help = _one_of(word, _SEVERITIES)
                self._refuse(f"rules.{key}", option.place, f"cannot be `{word}`", help)
            else:
                severities[rule.code] = severity
        return severities


def _one_of(value: object, words: Iterable[str]) -> str:
    known = [str(word) for word in words]
    near = nearest(str(value), known)
    meant = f"did you mean `{near[0]}`? " if near else ""
    return f"{meant}it is one of {', '.join(known)}"
