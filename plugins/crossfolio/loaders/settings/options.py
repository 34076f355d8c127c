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
from crossfolio.core.settings import (
    Edition,
    FailOn,
    Forge,
    Least,
    PersonalDataSettings,
    Profile,
    Settings,
    Trust,
)
from crossfolio.core.texts import Text
from crossfolio.loaders.settings.file import Option
from crossfolio.loaders.settings.forge import forge_from
from crossfolio.loaders.settings.trust import read_trust
from crossfolio.loaders.settings.visit import visit_of

OPTIONS = {
    "criteria": "The folder of criteria files.",
    "evidence": "The folder of evidence.",
    "assessment": "The folder of decisions, samples and the people register.",
    "profile": "A named set of severities: `advisory`, `default` or `strict`.",
    "fail_on": "The least severity that makes a run fail: `error`, `warning` or `never`.",
    "min_coverage": "The least percentage of criteria covered over the submitted units; or a "
    "mapping of `all`, `outcomes` and codes of units to percentages.",
    "min_accepted": "The least percentage of criteria that assessors have accepted, in the same "
    "forms: the gate for certification.",
    "rules": "Severities by code, name or family of a rule: `error`, `warning`, `info` or `off`.",
    "select": "Codes, names or families of the only rules to look at.",
    "ignore": "Codes, names or families of rules that are off.",
    "per_file_ignores": "Patterns of paths, each with the rules that are off there; `*` stands for "
    "any characters.",
    "edition": "Whom the site is for: `assessor` or `public`; or a visit, with what some samples "
    "are about: `{name: visit, based_on: assessor, samples: [S04]}`.",
    "attachments": "What is published beside the usual types of files: `office: true` offers Word, "
    "Excel, PowerPoint and OpenDocument files without macros as downloads.",
    "personal_data": "What is looked for as personal data, and what may stay: `names_file` (a "
    "register of names, relative to mkdocs.yml, outside of the repository or ignored by git), "
    "`allow` (domains and values, as a list or each with its reason), `officers` (IDs of people "
    "who may be named).",
    "trust": "Who may sign decisions: `signers` (a file of allowed signers outside of the "
    "repository, or COMMIT:FILE in a branch that changes go into, such as `origin/main:signers`), "
    "and `required`, whether a decision counts only when signed. Without it no signature is looked "
    "at.",
    "forge": "Where the assessor edition begins a decision as a new file in the browser: the "
    "address of a repository on GitHub, Gitea, Forgejo or GitLab; or a mapping of `url`, `kind` "
    "(`github`, `gitea`, `forgejo` or `gitlab`), `branch`, `folder` (of the portfolio in the "
    "repository) and `text` (`clipboard`, or `address`, which ends up in logs); or `false`. By "
    "default the site's `repo_url`, where its host tells the kind.",
    "offline": "Whether the site also opens by double click, without a server: `true` or `false`.",
}
"""Every option with its meaning, in the order of the reference."""

FAMILIES = tuple(dict.fromkeys(code[:3] for code in BY_CODE))
"""The letters that codes begin with."""

_ALLOWED = {"allow": "centre.example", "officers": "W3"}
"""An entry of each list of `personal_data`, for messages."""
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
    return reader.settings(), reader.found


def share_of(value: object) -> Fraction | None:
    """Return a percentage from 0 to 100 as a share, or `None` where it is none."""
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
            "edition": self._edition,
            "attachments": self._attachments,
            "forge": self._forge,
            "offline": self._switch,
            "trust": self._trust,
            "personal_data": self._personal_data,
            "min_coverage": self._gates,
            "min_accepted": self._gates,
            "rules": self._rules,
            "select": self._selected,
            "ignore": self._ignored,
            "per_file_ignores": self._per_file,
        }
        value = readers.get(name, self._folder)(name, option)
        if value is not None:
            self.values[name] = value

    def settings(self) -> Settings:
        """Return the settings that were read; what is ignored is off, whatever `rules` says."""
        ignored = dict.fromkeys(self.values.pop("ignore", ()), Severity.OFF)
        rules = self.values.pop("rules", {}) | ignored
        return Settings(**self.values, rules=rules)

    def _refuse(self, name: str, place: Place, why: Text, help: Text) -> None:
        self.found.append(settings_rules.invalid_setting(place, name, why, help))

    def _word(self, name: str, option: Option, words: type[StrEnum]) -> StrEnum | None:
        for word in words:
            if option.value == word.value:
                return word
        self._refuse(
            name,
            option.place,
            Text("cannot be `{value}`", value=str(option.value)),
            _one_of(option.value, words),
        )
        return None

    def _edition(self, name: str, option: Option) -> StrEnum | None:
        """Read `edition`: a word, or a visit with the samples that it shows."""
        if not isinstance(option.value, dict):
            return self._word(name, option, Edition)
        visit, found = visit_of(option.value, option.place)
        self.found += found
        if visit:
            self.values["visit"] = visit
        return Edition.ASSESSOR

    def _attachments(self, name: str, option: Option) -> None:
        """Read `attachments`, which sets what is published beside the usual types."""
        if not isinstance(option.value, dict):
            self._refuse(
                name, option.place, Text("must be a mapping"), Text("write `{{office: true}}`")
            )
            return
        for key, value in option.value.items():
            written = f"{name}.{key}"
            if key != "office":
                near = nearest(str(key), ("office",))
                self.found.append(settings_rules.unknown_setting(option.place, written, near))
                continue
            is_on = self._switch(written, Option(value, option.place))
            if is_on is not None:
                self.values["office"] = is_on

    def _trust(self, _: str, option: Option) -> Trust:
        trust, found = read_trust(option.value, option.place)
        self.found += found
        return trust

    def _personal_data(self, name: str, option: Option) -> PersonalDataSettings | None:
        """Read `personal_data`: a register of names, and what may stay."""
        if not isinstance(option.value, dict):
            help = Text(
                "write `{{names_file: ../names.txt, allow: [centre.example], officers: [W3]}}`"
            )
            self._refuse(name, option.place, Text("must be a mapping"), help)
            return None
        given: dict[str, Any] = {}
        for key, value in option.value.items():
            written = f"{name}.{key}"
            if key not in PersonalDataSettings._fields:
                near = nearest(str(key), PersonalDataSettings._fields)
                self.found.append(settings_rules.unknown_setting(option.place, written, near))
            elif value is not None:
                given[key] = self._personal_value(str(key), Option(value, option.place))
        return PersonalDataSettings(
            **{key: value for key, value in given.items() if value is not None}
        )

    def _personal_value(self, key: str, option: Option) -> object:
        """Read one of the values of `personal_data`."""
        value, written = option.value, f"personal_data.{key}"
        if key == "names_file":
            if isinstance(value, str) and value.strip() and "\0" not in value:
                return value
            self._refuse(
                written, option.place, Text("must be a path"), Text("name a file of names")
            )
            return None
        if key == "allow" and isinstance(value, dict):
            return {str(key): str(why or "") for key, why in value.items()}
        if not isinstance(value, list) or not all(isinstance(entry, str | int) for entry in value):
            self._refuse(
                written,
                option.place,
                Text("must be a list"),
                Text("write `{setting}: [{example}]`", setting=key, example=_ALLOWED[key]),
            )
            return None
        texts = tuple(map(str, value))
        return dict.fromkeys(texts, "") if key == "allow" else texts

    def _forge(self, name: str, option: Option) -> Forge:
        forge, found = forge_from(name, option)
        self.found += found
        return forge

    def _switch(self, name: str, option: Option) -> bool | None:
        if isinstance(option.value, bool):
            return option.value
        help = Text("write `true` or `false`")
        self._refuse(name, option.place, Text("cannot be `{value}`", value=str(option.value)), help)
        return None

    def _folder(self, name: str, option: Option) -> str | None:
        written = option.value
        if isinstance(written, str) and written.strip("./") and not isabs(written):
            path = normpath(written.replace("\\", "/"))
            if not path.startswith("..") and ":" not in path:
                return path
        help = Text("name a folder inside the project, relative to mkdocs.yml")
        self._refuse(name, option.place, Text("cannot be `{value}`", value=str(written)), help)
        return None

    def _gates(self, name: str, option: Option) -> Least:
        """Read a gate: one share, or a mapping of `all`, `outcomes` and units to shares."""
        if not isinstance(option.value, dict):
            return Least(self._share(name, option))
        shares = {
            str(key): self._share(f"{name}.{key}", Option(value, option.place))
            for key, value in option.value.items()
        }
        known = {key: share for key, share in shares.items() if share is not None}
        whole, outcomes = known.pop("all", None), known.pop("outcomes", None)
        return Least(whole, outcomes, known)

    def _share(self, name: str, option: Option) -> Fraction | None:
        share = share_of(option.value)
        if share is None:
            help = Text("give a percentage from 0 to 100")
            self._refuse(
                name, option.place, Text("cannot be `{value}`", value=str(option.value)), help
            )
        return share

    def _rules(self, name: str, option: Option) -> dict[str, Severity] | None:
        if not isinstance(option.value, dict):
            help = Text("write `rules: {{TAG108: off}}`")
            self._refuse(name, option.place, Text("must be a mapping of rule to severity"), help)
            return None
        severities: dict[str, Severity] = {}
        families_first = sorted(option.value.items(), key=lambda pair: str(pair[0]) not in FAMILIES)
        for key, word in families_first:
            severity = Severity.OFF if word is False else _SEVERITIES.get(str(word).lower())
            if severity is None:
                help = _one_of(word, _SEVERITIES)
                self._refuse(
                    f"rules.{key}", option.place, Text("cannot be `{value}`", value=str(word)), help
                )
            else:
                severities |= dict.fromkeys(self._codes(key, option), severity)
        return severities

    def _selected(self, name: str, option: Option) -> frozenset[str]:
        return frozenset(self._listed(name, option))

    def _ignored(self, name: str, option: Option) -> list[str]:
        return self._listed(name, option)

    def _per_file(self, name: str, option: Option) -> tuple[tuple[str, frozenset[str]], ...] | None:
        if not isinstance(option.value, dict):
            help = Text('write `per_file_ignores: {{"evidence/old/*": [TAG108]}}`')
            self._refuse(name, option.place, Text("must be a mapping of pattern to rules"), help)
            return None
        return tuple(
            (str(pattern), frozenset(self._listed(name, Option(rules, option.place))))
            for pattern, rules in option.value.items()
        )

    def _listed(self, name: str, option: Option) -> list[str]:
        """Return the codes of a list of rules."""
        if isinstance(option.value, str):
            return self._codes(option.value, option)
        if not isinstance(option.value, list):
            self._refuse(
                name,
                option.place,
                Text("must be a list of rules"),
                Text("write `{setting}: [TAG108]`", setting=name),
            )
            return []
        return [code for key in option.value for code in self._codes(key, option)]

    def _codes(self, key: object, option: Option) -> list[str]:
        """Return the codes that a code, a name or a family stands for."""
        codes = codes_of(str(key))
        if not codes:
            near = nearest(str(key), [*BY_CODE, *BY_NAME, *FAMILIES])
            self.found.append(settings_rules.unknown_rule(option.place, str(key), near))
        return codes


def codes_of(key: str) -> list[str]:
    """Return the codes of the rules that a code, a name or a family stands for."""
    rule = BY_CODE.get(key.upper()) or BY_NAME.get(key.lower())
    if rule:
        return [rule.code]
    return [code for code in BY_CODE if code[:3] == key.upper()]


def _one_of(value: object, words: Iterable[str]) -> Text:
    known = [str(word) for word in words]
    near = nearest(str(value), known)
    return settings_rules.meant_and_known(
        near[:1], Text("it is one of {known}", known=tuple(known))
    )
