"""The site of an export, built in a process of its own: it opens by double click, for one edition.

`python -m crossfolio.mkdocs_plugin.export_site CONFIG SITE EDITION DAY [VISIT SAMPLE …]`
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
from crossfolio.core.settings import Visit
from crossfolio.handover.settings import EXTENSIONS
from crossfolio.mkdocs_plugin.plugin import CrossfolioPlugin

log = logging.getLogger(__name__)

_NAME = "Portfolio, as it was sampled"
_SAID = ("site_description", "site_author", "copyright", "repo_url", "repo_name", "edit_uri")
"""Of the settings of a site, what its owner says of it."""
_ELSEWHERE = ("http://", "https://", "//")
_FOR_SERVERS = ("sitemap.xml", "sitemap.xml.gz")
"""What search engines read from a server; it holds the day of the build."""


def main(argv: Sequence[str]) -> int:
    """Build the site; return 0 where it is whole, whatever the check finds.

    What goes wrong, and what was left out because it names another host, is logged.
    """
    config_file, site, edition, day, *visit = argv
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    begun = datetime.fromisoformat(day).replace(tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(begun.timestamp()))
    try:
        config = _config(config_file, site, is_bare=bool(visit))
        ours = [
            plugin for plugin in config.plugins.values() if isinstance(plugin, CrossfolioPlugin)
        ]
        if not ours:
            raise ConfigurationError(f"{config_file} does not name the plugin `crossfolio`")
        ours[0].exported = Edition(edition)
        ours[0].visit = Visit(visit[0], tuple(visit[1:])) if visit else None
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


def _config(config_file: str, site: str, *, is_bare: bool) -> MkDocsConfig:
    """Read the settings of a site.

    Args:
        config_file: The project's own.
        site: The folder that the site goes into.
        is_bare: Whether it is built of the portfolio alone: no page, plugin, hook, template or
            style of the project's own is used, and no extension of Markdown that reads files.
    """
    if not is_bare:
        return load_config(config_file, site_dir=site, strict=False)
    pages = Path(site).parent / "no-pages"
    pages.mkdir(exist_ok=True)
    config = load_config(
        config_file,
        site_dir=site,
        strict=False,
        docs_dir=str(pages),
        hooks=[],
        plugins=["search", "crossfolio"],
        theme={"name": "material", "font": False},
        extra={},
        extra_css=[],
        extra_javascript=[],
        extra_templates=[],
        site_name=_NAME,
    )
    config.nav = None  # MkDocs takes no setting away that is given as nothing.
    for name in _SAID:
        config[name] = None
    named = [extension for extension in config.markdown_extensions if extension in EXTENSIONS]
    config.markdown_extensions = named
    config.mdx_configs = {
        extension: own for extension, own in config.mdx_configs.items() if extension in named
    }
    return config


def _stay_here(config: MkDocsConfig) -> None:
    """Take out of the settings what would have a browser ask another host."""
    config.site_url = ""
    config.extra.pop("analytics", None)
    config.extra["generator"] = False
    for name in ("extra_css", "extra_javascript"):
        for entry in [entry for entry in config[name] if str(entry).startswith(_ELSEWHERE)]:
            config[name].remove(entry)
            log.warning("left out of the site: %s %s", name, entry)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
