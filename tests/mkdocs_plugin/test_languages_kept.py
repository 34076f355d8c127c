"""What builds in one language keep is never shown in another."""

from pathlib import Path

from tea import PAGE, SITE, Project, Run, files_of

HOOK = '''\
"""Has the site built in another language, where the environment says so."""

import os
from dataclasses import replace
from gettext import NullTranslations

from mkdocs.plugins import event_priority


class Bracketed(NullTranslations):
    def gettext(self, message):
        return f"[{message}]"

    def ngettext(self, msgid1, msgid2, n):
        return f"[{msgid1 if n == 1 else msgid2}]"


@event_priority(200)
def on_config(config):
    if os.environ.get("BRACKETED"):
        ours = config.plugins["crossfolio"]
        ours.run = replace(ours.run, words=Bracketed())
'''
NOTES = "# Notes\n\n<!-- crossfolio/gaps -->\n\n<!-- crossfolio/matrix TEA -->\n"
DRAFT = PAGE.replace("E01", "E02").replace("kind:", "status: draft\nkind:")


def test_warm_is_cold_in_each_language(
    project: Project, mkdocs: Run, keeping: Run, tmp_path: Path
) -> None:
    """A site is as if it were the first, whatever language the builds before it were in."""
    root = project(
        {
            "mkdocs.yml": f"{SITE}hooks: [hook.py]\n",
            "hook.py": HOOK,
            "docs/notes.md": NOTES,
            "evidence/e02.md": DRAFT,
        }
    )

    def build(run: Run, language: str, cache: str) -> dict[str, bytes]:
        built = run(root, "build", BRACKETED=language, CROSSFOLIO_CACHE_DIR=cache)
        assert built.returncode == 0, built.stderr
        return files_of(root / "site")

    cold = {language: build(mkdocs, language, "") for language in ("", "yes")}
    item = "evidence/e01/index.html"
    assert b">[Claims of this item]<" in cold["yes"][item]
    assert b">Claims of this item<" in cold[""][item]
    for language in ("", "yes", "yes", "", ""):
        assert build(keeping, language, str(tmp_path / "cache")) == cold[language]
