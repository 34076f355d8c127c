"""The site of an export, built in a process of its own: it opens by double click, for one edition.

`python -m crossfolio.mkdocs_plugin.export_site CONFIG SITE EDITION DAY`
"""

import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from crossfolio.core.choices import Edition
from crossfolio.mkdocs_plugin.plugin import CrossfolioPlugin

log = logging.getLogger(__name__)

_ELSEWHERE = ("http://", "https://", "//")
_FOR_SERVERS = ("sitemap.xml", "sitemap.xml.gz")
"""What search engines read from a server; it holds the day of the build."""


def main(argv: Sequence[str]) -> int:
    """Build the site; return 0 where it is whole, whatever the check finds.

    What goes wrong, and what was left out because it names another host, is logged.
    """
    config_file, site, edition, day = argv
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    begun = datetime.fromisoformat(day).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(begun.timestamp()))
    try:
        config = load_config(config_file, site_dir=site, strict=False)
        ours = [it for it in config.plugins.values() if isinstance(it, CrossfolioPlugin)]
        if not ours:
            raise ConfigurationError(f"{config_file} does not name the plugin `crossfolio`")
        ours[0].exported = Edition(edition)
        _stay_here(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        log.error("%s", error)  # noqa: TRY400 - it is for people
        return 1
    for name in _FOR_SERVERS:
        Path(site, name).unlink(missing_ok=True)
    return 0


def _stay_here(config: MkDocsConfig) -> None:
    """Take out of the settings what would have a browser ask another host."""
    config.site_url = ""
    config.extra.pop("analytics", None)
    config.extra["generator"] = False
    for name in ("extra_css", "extra_javascript"):
        for entry in [it for it in config[name] if str(it).startswith(_ELSEWHERE)]:
            config[name].remove(entry)
            log.warning("left out of the site: %s %s", name, entry)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
