"""Write the reference pages that are made from the code, or check that they are up to date."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from crossfolio.core.rules import RULES
from tools.reference.command_page import command_page
from tools.reference.data_page import data_page
from tools.reference.fields_page import fields_page
from tools.reference.kinds_page import kinds_page
from tools.reference.pages_text import FOLDER, NOTE
from tools.reference.rules_pages import rule_page, rules_page
from tools.reference.schemas import schema_files
from tools.reference.settings_page import settings_page


def pages() -> dict[str, str]:
    """Return every page by its path in docs/reference."""
    made = {
        "rules/index.md": rules_page(),
        "settings.md": settings_page(),
        "fields.md": fields_page(),
        "kinds.md": kinds_page(),
        "command-line.md": command_page(),
        "data.md": data_page(),
    }
    made |= {f"rules/{rule.code}.md": rule_page(rule) for rule in RULES}
    return {path: NOTE + text.strip() + "\n" for path, text in made.items()}


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the pages that are not as the code says, and those that no code makes any more."""
    made = pages()
    wrong = [path for path, text in made.items() if _read(folder / path) != text]
    there = [path.relative_to(folder).as_posix() for path in folder.glob("rules/*.md")]
    return sorted({*wrong, *(path for path in there if path not in made)})


def stale_schemas() -> list[str]:
    """Return the schemas that do not hold the grammar of IDs as the code has it."""
    return [path.name for path, text in schema_files().items() if _read(path) != text]


def write(folder: Path = FOLDER) -> None:
    """Write every page, and remove pages of rules that are gone."""
    made = pages()
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    for page in folder.glob("rules/*.md"):
        if page.relative_to(folder).as_posix() not in made:
            page.unlink()


def write_schemas() -> None:
    """Write the grammar of IDs into every schema."""
    for path, text in schema_files().items():
        path.write_text(text, "utf-8", newline="\n")


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pages, or say which ones are stale."""
    it = argparse.ArgumentParser(description=__doc__)
    it.add_argument("--check", action="store_true", help="write nothing; name the stale pages")
    if not it.parse_args(argv).check:
        write_schemas()
        write()
        return 0
    wrong = stale()
    for path in wrong:
        print(f"docs/reference/{path} is stale; run `make docs`")
    schemas = stale_schemas()
    for name in schemas:
        print(f"{name} is not what core/ids.py and core/kinds.py say; run `make docs`")
    return 1 if wrong or schemas else 0


if __name__ == "__main__":
    sys.exit(main())
