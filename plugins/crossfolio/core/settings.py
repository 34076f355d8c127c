"""Settings: how much each finding matters, and when a run fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from crossfolio.core.choices import Edition, FailOn, ForgeKind, ForgeText, Profile
from crossfolio.core.dialect import Dialect
from crossfolio.core.edition import has_forms, hold_of, shows_people
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio, Progress

__all__ = [
    "Edition",
    "FailOn",
    "Least",
    "PersonalDataSettings",
    "Profile",
    "Settings",
    "Trust",
    "Visit",
    "is_pending",
    "profile_severity",
    "severity_of",
]


class PersonalDataSettings(NamedTuple):
    """What is looked for as personal data beside what always is, and what may stay."""

    names_file: str = ""
    """A register of names, relative to mkdocs.yml."""
    allow: Mapping[str, str] = MappingProxyType({})
    """Domains and values that may stay, each with the reason, which may be empty."""
    officers: tuple[str, ...] = ()
    """IDs of people who may be named."""


class Visit(NamedTuple):
    """An edition that shows what some samples are about, and of the rest states and counts."""

    name: str
    samples: tuple[str, ...]
    """The IDs of samples, as written."""
    place: Place = Place("")
    """Of the setting."""


class Least(NamedTuple):
    """The least shares of a gate, each from 0 to 1."""

    all: Fraction | None = None
    """Of the criteria of the submitted units."""
    outcomes: Fraction | None = None
    """Of the outcomes of the submitted units."""
    units: Mapping[str, Fraction] = MappingProxyType({})
    """Of the criteria of a submitted unit, by its code in any case."""


class Trust(NamedTuple):
    """Who may sign decisions."""

    signers: str = ""
    """A file outside the tree, or a commit and a path in it with a colon between; empty where
    no signature is looked at."""
    required: bool = False
    """Whether a decision counts only if it is signed."""


_NO_GATE = Least()
_NOTHING_MORE = PersonalDataSettings()
_NO_TRUST = Trust()


class Forge(NamedTuple):
    """Where decisions are begun as new files in the browser."""

    url: str = ""
    """Of the repository; empty for the site's own `repo_url`."""
    kind: ForgeKind | None = None
    """`None` where it is to be told by the address."""
    branch: str = ""
    """Empty for the one of the site's `edit_uri`, where it is not MkDocs' own, else `main`."""
    folder: str = ""
    """Where the portfolio lies in the repository; empty for its top."""
    text: ForgeText = ForgeText.CLIPBOARD
    is_on: bool = True


_OWN_FORGE = Forge()


@dataclass(frozen=True, slots=True)
class Settings:
    """The plugin's options in mkdocs.yml: the only settings there are."""

    criteria: str = "criteria"
    """The folder of criteria files, relative to the project's root."""
    evidence: str = "evidence"
    assessment: str = "assessment"
    profile: Profile = Profile.DEFAULT
    fail_on: FailOn = FailOn.ERROR
    min_coverage: Least = _NO_GATE
    """The least shares that are covered."""
    min_accepted: Least = _NO_GATE
    """The least shares that are accepted."""
    rules: Mapping[str, Severity] = field(default_factory=dict)
    """Severities by code; they override the profile."""
    select: frozenset[str] | None = None
    """The codes of the rules that are looked at; `None`: all."""
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    """Patterns of paths, each with the codes that are off there."""
    edition: Edition = Edition.ASSESSOR
    dialect: Dialect = field(default_factory=Dialect)
    """How the site renders Markdown; not an option, but what MkDocs' own settings say."""
    office: bool = False
    """Whether attached office files are offered as downloads."""
    personal_data: PersonalDataSettings = _NOTHING_MORE
    offline: bool = False
    """Whether the site opens by double click."""
    visit: Visit | None = None
    """What the edition is narrowed to; `None` where it shows all that its readers may see."""

    @property
    def has_forms(self) -> bool:
        """Whether the edition is where decisions and new evidence are written; no visit is."""
        return has_forms(self.edition) and self.visit is None

    trust: Trust = _NO_TRUST
    forge: Forge = _OWN_FORGE


def severity_of(
    rule: Rule, finding: Finding, settings: Settings, portfolio: Portfolio | None
) -> Severity:
    """Return how much a finding matters: the profile's word, then the rule's own setting.

    Nothing lowers a firm finding. Last of all, a finding that is pending is at most a
    warning: an unfinished unit never breaks a build.
    """
    if finding.firm:
        return Severity.ERROR
    if _is_off(rule, finding, settings):
        return Severity.OFF
    severity = settings.rules.get(rule.code, profile_severity(rule, settings.profile))
    if rule.code not in settings.rules and _is_published(rule, finding, settings, portfolio):
        severity = Severity.ERROR
    severity = min(severity, finding.at_most)
    if portfolio and is_pending(rule, finding, portfolio):
        return min(severity, Severity.WARNING)
    return severity


def _is_published(
    rule: Rule, finding: Finding, settings: Settings, portfolio: Portfolio | None
) -> bool:
    """Tell whether an edition for everyone would show in full what holds an item back."""
    if not rule.holds_back or portfolio is None or shows_people(settings.edition):
        return False
    items = portfolio.by_file.get(finding.place.path, ())
    return any(hold_of(item, settings.edition) is None for item in items)


def is_pending(rule: Rule, finding: Finding, portfolio: Portfolio) -> bool:
    """Tell whether a finding is about coverage or kinds in a unit that is not submitted."""
    if finding.firm or rule.family not in ("COV", "KND") or not finding.unit:
        return False
    return portfolio.taken.get(finding.unit) is not Progress.SUBMITTED


def _is_off(rule: Rule, finding: Finding, settings: Settings) -> bool:
    if settings.select is not None and rule.code not in settings.select:
        return True
    return any(
        rule.code in codes and fnmatchcase(finding.place.path, pattern)
        for pattern, codes in settings.per_file_ignores
    )


def profile_severity(rule: Rule, profile: Profile) -> Severity:
    """Return the severity that a profile gives a rule."""
    if profile is Profile.ADVISORY and rule.family in ("COV", "KND"):
        return min(rule.severity, Severity.WARNING)
    if profile is Profile.STRICT and rule.severity is Severity.WARNING:
        return Severity.ERROR
    return rule.severity
