"""Settings that are one of a few words. It is a module of few imports: every start needs it."""

from enum import StrEnum


class Profile(StrEnum):
    """A named set of severities."""

    ADVISORY = "advisory"
    """`COV` and `KND` findings are at most warnings."""
    DEFAULT = "default"
    STRICT = "strict"
    """Every warning is an error."""


class Edition(StrEnum):
    """Whom a build is for."""

    PUBLIC = "public"
    ASSESSOR = "assessor"


class FailOn(StrEnum):
    """The least severity that makes a run fail."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


class ForgeKind(StrEnum):
    """How a forge is asked for a new file."""

    GITHUB = "github"
    GITEA = "gitea"
    """Forgejo as well."""
    GITLAB = "gitlab"


class ForgeText(StrEnum):
    """How the text of a new file gets there."""

    CLIPBOARD = "clipboard"
    ADDRESS = "address"
    """In the address, which ends up in the logs of the forge."""
