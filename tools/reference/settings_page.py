"""The page of settings."""

from dataclasses import fields

from crossfolio.core.findings import Severity
from crossfolio.core.settings import Edition, FailOn, Profile, Settings
from crossfolio.loaders.settings.options import OPTIONS
from tools.reference.pages_text import table, words_of

PROFILES = {
    Profile.DEFAULT: "Each rule has the severity that its page states.",
    Profile.ADVISORY: "Findings of the families `COV` and `KND` are warnings at most.",
    Profile.STRICT: "Every warning is an error.",
}
FAILS_ON = {
    FailOn.ERROR: "errors",
    FailOn.WARNING: "errors and warnings",
    FailOn.NEVER: "no finding; settings that cannot be used still stop it",
}
EDITIONS = {
    Edition.ASSESSOR: "everything but withheld items, of which it says where they are kept",
    Edition.PUBLIC: "public items in full, all others as stubs; no decisions and no people",
}


def settings_page() -> str:
    """Return every option of the plugin."""
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    rows = [
        (f"`{name}`", _default(name, defaults.get(name)), meaning)
        for name, meaning in OPTIONS.items()
    ]
    return f"""# Settings

The options of the plugin in `mkdocs.yml` are the only settings.
The plugin and `crossfolio check` read the same ones, so both find the same.

```yaml
plugins:
  - search
  - crossfolio:
      profile: strict
      min_coverage: 100
      rules:
        TAG108: warning
        single-source: off
```

{table(("Option", "When absent", "Meaning"), rows)}

Folders are relative to `mkdocs.yml` and lie inside the project.
`INHERIT` and `!ENV` work as they do in MkDocs.

A setting that is unknown or cannot be used stops the run with exit code 2:
see [CFG101](rules/CFG101.md), [CFG102](rules/CFG102.md) and [CFG103](rules/CFG103.md).

## Severities

A severity is one of {words_of(s.word for s in sorted(Severity, reverse=True))}.
YAML reads an unquoted `off` as `false`; both mean `off`.

The severity of a finding is decided in this order, and the last word wins:

1. what the rule's own page says;
2. the profile, from the command line or else from `profile`;
3. `rules`, where a single rule overrides its family;
4. `select`, `ignore` and `per_file_ignores`, which turn rules off;
5. a `COV` or `KND` finding about a unit that the learner has not marked `submitted`
   is a warning at most.

## Profiles

{table(("Profile", "Effect"), [(f"`{p}`", PROFILES[p]) for p in Profile])}

## What makes a run fail

{table(("`fail_on`", "A run fails on"), [(f"`{level}`", FAILS_ON[level]) for level in FailOn])}

MkDocs' own strict mode (`strict: true` in `mkdocs.yml`, or `mkdocs build --strict`) means
`fail_on: warning`, unless `fail_on` is `never`.

`min_coverage` compares the exact share over the submitted units, not the rounded percentage:
see [COV106](rules/COV106.md).
It may also set a gate for outcomes and for single units:

```yaml
min_coverage:
  all: 80
  outcomes: 60
  BUD: 100
```

`min_accepted` takes the same forms and looks at what assessors have accepted: the gate for
certification. With no unit submitted, both say so and pass.

An outcome is covered when all its required criteria are; one without criteria never is.

## Editions

{table(("`edition`", "The site shows"), [(f"`{it}`", EDITIONS[it]) for it in Edition])}

See [Keep evidence private](../how-to/keep-evidence-private.md).
"""


def _default(name: str, value: object) -> str:
    if name in ("min_coverage", "min_accepted"):
        return "no threshold"
    if name == "select":
        return "all"
    return f"`{value}`" if isinstance(value, str) else "none"
