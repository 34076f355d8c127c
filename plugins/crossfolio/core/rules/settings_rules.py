"""CFG: settings that cannot be used. They stop the run."""

from collections.abc import Sequence

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import NOTHING, Text


def unknown_setting(place: Place, name: str, near: list[str]) -> Finding:
    """The plugin has no setting of this name.

    A misspelt setting would otherwise be ignored, and the check would be another
    than the one you asked for.

    ## Example
        plugins:
          - crossfolio:
              failon: warning

    ## Use instead
        plugins:
          - crossfolio:
              fail_on: warning
    """
    help = did_you_mean(near) or Text("take it out; the settings are in the reference")
    return Finding(
        "CFG101", place, Text("unknown setting `{setting}`", setting=printable(name)), help=help
    )


def invalid_setting(place: Place, name: str, why: Text, help: Text = NOTHING) -> Finding:
    """A setting has a value that it cannot have.

    ## Example
        min_coverage: 120

    ## Use instead
        min_coverage: 100
    """
    return Finding(
        "CFG102", place, Text("setting `{setting}` {problem}", setting=name, problem=why), help=help
    )


def unknown_rule(place: Place, name: str, near: list[str]) -> Finding:
    """A setting names a rule that does not exist.

    Rules are named by code (`TAG101`) or by name (`unknown-criterion`).

    ## Example
        rules: {TAG11: off}

    ## Use instead
        rules: {TAG110: off}
    """
    help = did_you_mean(near) or Text(
        "write a rule's code or name, such as `TAG101`, or a family: `TAG`"
    )
    return Finding("CFG103", place, Text("unknown rule `{rule}`", rule=printable(name)), help=help)


def running_plugin(place: Place, name: str) -> Finding:
    """MkDocs is told to use a plugin that runs programs which a page holds or names.

    Evidence is data from anyone. In the same site as such a plugin, a page of evidence could
    run whatever its writer likes on the machine that builds the site, with that machine's
    rights. Other plugins get evidence only once it is rendered, and are no danger.

    ## Example
        plugins:
          - crossfolio
          - markdown-exec

    ## Use instead
        plugins:
          - crossfolio
    """
    return Finding(
        "CFG104",
        place,
        Text(
            "the plugin `{plugin}` runs programs that a page holds, and evidence is from anyone",
            plugin=name,
        ),
        help=Text("take it out; pages that need it belong to a site of their own"),
    )


def unfit_plugin(place: Place, name: str, why: Text) -> Finding:
    """MkDocs is told to use a plugin that cannot work beside Crossfolio.

    What comes of such a site was tried: it lacks the portfolio, or the build breaks. The
    reference of Crossfolio lists the plugins that work.

    ## Example
        plugins:
          - i18n: {docs_structure: suffix, languages: [{locale: en, default: true}]}
          - crossfolio

    ## Use instead
        plugins:
          - crossfolio
    """
    return Finding(
        "CFG110",
        place,
        Text(
            "the plugin `{plugin}` cannot work with Crossfolio: {reason}", plugin=name, reason=why
        ),
        help=Text("take it out; pages that need it belong to a site of their own"),
    )


def unknown_sample(place: Place, edition: str, name: str, near: list[str]) -> Finding:
    """An edition for a visit names a sample that is not there, or cannot be read.

    Nothing is built or exported until it is: what a visitor is to see cannot be told. Nothing
    lowers or hides this finding.

    ## What to do
    Write the ID of a sample in `assessment/samples/`.
    """
    return Finding(
        "CFG117",
        place,
        Text(
            "edition `{edition}` names sample `{sample}`, which is not there",
            edition=printable(edition),
            sample=printable(name),
        ),
        help=did_you_mean(near) or Text("write the ID of a sample that can be read"),
        firm=True,
    )


def did_you_mean(near: Sequence[str]) -> Text:
    """Return the question whether one of these was meant; no text where there are none."""
    if not near:
        return NOTHING
    return Text("did you mean `{suggestions:` or `}`?", suggestions=tuple(near))


def meant_and_known(near: Sequence[str], known: Text) -> Text:
    """Return whether one of these was meant, and what there is; either may be no text."""
    if not (near and known):
        return did_you_mean(near) or known
    return Text(
        "did you mean `{suggestions:` or `}`? {known}", suggestions=tuple(near), known=known
    )


RULES = (
    Rule("CFG101", "unknown-setting", Severity.ERROR, unknown_setting),
    Rule("CFG102", "invalid-setting", Severity.ERROR, invalid_setting),
    Rule("CFG103", "unknown-rule", Severity.ERROR, unknown_rule),
    Rule("CFG104", "running-plugin", Severity.ERROR, running_plugin),
    Rule("CFG110", "unfit-plugin", Severity.ERROR, unfit_plugin),
    Rule("CFG117", "unknown-sample", Severity.ERROR, unknown_sample, stops_publishing=True),
)
