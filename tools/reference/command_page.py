"""The page of the command line, made from the parsers."""

import ast
from inspect import getsource
from itertools import pairwise

from crossfolio.cli.arguments import Parser
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.help_text import help_text
from crossfolio.cli.main import parser
from tools.reference.pages_text import WIDTH, table


def command_page() -> str:
    """Return the help of every command, and the exit codes."""
    helps = _helps(parser(), 1).partition("\n\n")[2]
    codes = [(str(code.value), meaning) for code, meaning in _meanings(Exit).items()]
    return f"""# Command line

{helps}

An option of the command line overrides the [setting](settings.md) of the same name.

| Format | Holds |
| --- | --- |
| `concise` | one line for each finding |
| `full` | each finding with its source line and help |
| `json` | findings and coverage: [a stable contract](json.md) |
| `sarif` | findings in SARIF 2.1.0, with fixes: a stable contract |
| `junit` | a test for each criterion, in JUnit's XML: a stable contract |
| `github` | annotations on GitHub, and a summary of the job |
| `gitlab` | GitLab's Code Quality report |
| `markdown` | a comment on a pull request |

`--format json=report.json` writes to a file, whole or not at all.
A file that is a source, or lies among the sources of a project, is refused before any check.
Several formats may be given at once: see [Run the check in CI](../how-to/run-in-ci.md).
In `sarif`, `github` and `gitlab` a path begins at the root of the repository: the folder that the
forge's runner names, or else the one in which the command runs.
All but the first three show only what `--edition` may show.
All but the first two are the same bytes on every system, whatever the terminal is set to: UTF-8,
with LF at the end of a line.

## Exit codes

{table(("Code", "Meaning"), codes)}

The code is never a count of findings.
"""


def _helps(command: Parser, level: int) -> str:
    """Return the help of a command and, below it, of each command that it has."""
    shown = help_text(command.as_command(), WIDTH).strip()
    below = (_helps(inner, level + 1) for inner in command.parsers)
    return "\n\n".join((f"{'#' * level} {command.prog}", f"```text\n{shown}\n```", *below))


def _meanings(cls: type[Exit]) -> dict[Exit, str]:
    """Return the text below each value of an enumeration."""
    (tree,) = ast.parse(getsource(cls)).body
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    docs: dict[Exit, str] = {}
    for value, text in pairwise(body):
        if isinstance(value, ast.Assign) and isinstance(text, ast.Expr):
            docs[cls[ast.unparse(value.targets[0])]] = str(ast.literal_eval(text.value))
    return docs
