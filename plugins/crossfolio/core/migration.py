"""What has become of criteria from one version of a specification to the next, and its faults."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.framework import Framework
from crossfolio.core.ids import is_full, is_short, unit_of
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.texts import NOTHING, Text


class MigrationKind(StrEnum):
    """What was done with a criterion."""

    SAME = "same"
    REWORDED = "reworded"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


KIND_WORDS = {
    MigrationKind.SAME: Text("same"),
    MigrationKind.REWORDED: Text("reworded"),
    MigrationKind.RENAMED: Text("renamed"),
    MigrationKind.SPLIT: Text("split"),
    MigrationKind.MERGED: Text("merged"),
    MigrationKind.WITHDRAWN: Text("withdrawn"),
}
"""What was done, inside a sentence."""


class MigrationStep(NamedTuple):
    """What has become of one criterion."""

    source: str
    """The full ID that it had."""
    targets: tuple[str, ...]
    """The full IDs that it has now."""
    how: MigrationKind
    place: Place

    @property
    def key(self) -> str:
        """The ID that it had as it is compared: without case."""
        return self.source.upper()

    @property
    def is_still(self) -> bool:
        """Whether it has the ID that it had, and no other."""
        return self.targets == (self.source,)


class Migration(NamedTuple):
    """What has become of the criteria of some units."""

    before: str
    """The version that portfolios are written for."""
    after: str
    steps: tuple[MigrationStep, ...]

    @property
    def by_source(self) -> dict[str, MigrationStep]:
        """The steps by the ID that a criterion had, in upper case."""
        return {step.key: step for step in self.steps}

    def step(self, name: str) -> MigrationStep | None:
        """Return what has become of the criterion of a full ID, which may be in any case."""
        return self.by_source.get(name.upper())

    def is_about(self, name: str) -> bool:
        """Tell whether a full ID is of one of the units that claims are carried over from or to."""
        return unit_of(name).upper() in {unit.upper() for unit in self.units}

    @property
    def units(self) -> tuple[str, ...]:
        """The units that claims are carried over from, and those that they are carried to."""
        names = (name for step in self.steps for name in (step.source, *step.targets))
        return tuple(dict.fromkeys(unit_of(name) for name in names))


def printed(migration: Migration, framework: Framework) -> Migration:
    """Return a migration that names what criteria are now as their unit files print it."""
    steps = tuple(
        step._replace(
            source=framework.printed(step.source),
            targets=tuple(map(framework.printed, step.targets)),
        )
        for step in migration.steps
    )
    return migration._replace(steps=steps)


def faults(migration: Migration, portfolio: Portfolio) -> Iterator[Text]:
    """Say why a migration would lose a claim, or leads nowhere; nothing where it is whole."""
    framework, steps = portfolio.framework, migration.by_source
    if len(steps) < len(migration.steps):
        doubled = [step for step in migration.steps if steps[step.key] is not step]
        yield from (
            Text(
                "{path}:{line}:{column}: `{criterion}` is named twice",
                **step.place.args,
                criterion=step.source,
            )
            for step in doubled
        )
    for step in migration.steps:
        for name in step.targets:
            if name not in framework.criteria:
                yield Text(
                    "{path}:{line}:{column}: `{criterion}` leads to `{target}`, which no unit has",
                    **step.place.args,
                    criterion=step.source,
                    target=name,
                )
        if bool(step.targets) == (step.how is MigrationKind.WITHDRAWN):
            yield Text(
                "{path}:{line}:{column}: `{criterion}` is {how}, and `to` says otherwise",
                **step.place.args,
                criterion=step.source,
                how=KIND_WORDS[step.how],
            )
    for item in portfolio.evidence:
        for claim in item.claims:
            why = _fault(claim.tag, migration, framework)
            if why:
                yield Text("{path}:{line}:{column}: {reason}", **claim.place.args, reason=why)


def _fault(tag: str, migration: Migration, framework: Framework) -> Text:
    """Say why the claim of a tag would be lost; empty where it is carried over or stays."""
    name = source_of(tag, migration)
    if migration.step(name):
        return NOTHING
    names = [name] if name else [tag, *(f"{unit}.{tag}" for unit in framework.units)]
    now = [framework.named[tag.upper()] for tag in names if tag.upper() in framework.named]
    if not now and (migration.is_about(name) or (not name and is_short(tag))):
        return Text("`{tag}` is neither in the map nor in the new unit", tag=name or tag)
    whole = next((step for tag in now if (step := migration.step(tag)) and not step.is_still), None)
    if whole:
        return Text(
            "`{tag}` is a part, and `{criterion}` is {how}; change it by hand",
            tag=tag,
            criterion=whole.source,
            how=KIND_WORDS[whole.how],
        )
    return NOTHING


def source_of(tag: str, migration: Migration) -> str:
    """Return the full ID that a tag had; empty where it is of no unit of these."""
    step = migration.step(tag)
    if step or not is_short(tag) or (is_full(tag) and migration.is_about(tag)):
        return step.source if step else tag
    code = tag.upper()
    meant = [step_.source for step_ in migration.steps if step_.key.partition(".")[2] == code]
    return meant[0] if len(meant) == 1 else ""
