"""The plugin's options as MkDocs sees them."""

from mkdocs.config import base
from mkdocs.config import config_options as c


class CrossfolioConfig(base.Config):
    """The options under `plugins: [crossfolio: …]`.

    MkDocs only has to know their names: `crossfolio.loaders.settings.options` says what
    each may be, so that the command and the build accept the same and complain alike.
    """

    criteria = c.Optional(c.Type(object))
    evidence = c.Optional(c.Type(object))
    assessment = c.Optional(c.Type(object))
    profile = c.Optional(c.Type(object))
    fail_on = c.Optional(c.Type(object))
    min_coverage = c.Optional(c.Type(object))
    min_accepted = c.Optional(c.Type(object))
    rules = c.Optional(c.Type(object))
    select = c.Optional(c.Type(object))
    ignore = c.Optional(c.Type(object))
    per_file_ignores = c.Optional(c.Type(object))
    edition = c.Optional(c.Type(object))
    attachments = c.Optional(c.Type(object))
    personal_data = c.Optional(c.Type(object))
    forge = c.Optional(c.Type(object))
    offline = c.Optional(c.Type(object))
