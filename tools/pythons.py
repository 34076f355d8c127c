"""Run the fast tests on every other Python that is installed, each in an environment of its own.

Looks for `python3.11` and so on along the path, for those of pyenv, and for those that the
launcher of Windows knows. Which were found is printed; where there is none, nothing is wrong.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENVIRONMENTS = ROOT / ".cache/pythons"
TESTS = ("tests/core", "tests/loaders", "tests/cli", "tests/reports")
OLDEST = 11
"""The least minor version of Python 3 that Crossfolio runs on."""
NEWEST = 20
"""The last one that is looked for by its name."""

Version = tuple[int, int]
Command = tuple[str, ...]

_ASK = "import ensurepip, sys, venv; print(*sys.version_info[:2])"


def candidates() -> Iterator[Command]:
    """Give the commands that may be a Python; many of them are none."""
    for minor in range(OLDEST, NEWEST):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield (found,)
        if shutil.which("py"):
            yield "py", f"-3.{minor}"
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for name in ("bin/python", "python.exe"):
        for path in sorted(versions.glob(f"3.*/{name}")):
            yield (str(path),)


def version(command: Command) -> Version | None:
    """Return the version of a Python that can make environments; `None` where it is none."""
    try:
        done = subprocess.run(
            [*command, "-c", _ASK], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:  # Such as a shim of pyenv, for a version that is not chosen.
        return None
    major, minor = done.stdout.split()
    return int(major), int(minor)


def others() -> dict[Version, Command]:
    """Return one Python of each version beside the one that runs this, oldest first."""
    found: dict[Version, Command] = {}
    for command in candidates():
        known = version(command)
        if known and known >= (3, OLDEST) and known != sys.version_info[:2]:
            found.setdefault(known, command)
    return dict(sorted(found.items()))


def environment(known: Version, command: Command) -> Path:
    """Return the Python of an environment with what the fast tests need, as constrained."""
    folder = ENVIRONMENTS / ".".join(map(str, known))
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / "made-of", _contents()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return python
    subprocess.run([*command, "-m", "venv", "--clear", str(folder)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--upgrade", "pip>=25.1"], check=True, cwd=ROOT)
    constrained = [*install, "--constraint", "constraints.txt"]
    subprocess.run([*constrained, "--editable", ".", "--group", "fast"], check=True, cwd=ROOT)
    stamp.write_text(wanted, "utf-8")
    return python


def _contents() -> str:
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def main() -> int:
    """Run the tests on each version; return 1 where they fail on one."""
    failed = []
    found = others()
    print(f"Other versions of Python here: {', '.join(map(_name, found)) or 'none'}", flush=True)
    for known, command in found.items():
        print(f"The fast tests on Python {_name(known)}:", flush=True)
        python = environment(known, command)
        if not _passes(python):
            failed.append(_name(known))
    if failed:
        print(f"They fail on Python {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(python: Path) -> bool:
    """Tell whether the reference is up to date under a Python, and the fast tests pass."""
    tests = ("pytest", "--quiet", "--numprocesses", "auto", "-p", "no:cacheprovider", *TESTS)
    runs = (("tools.reference", "--check"), tests)
    ended = [subprocess.run([str(python), "-m", *words], check=False, cwd=ROOT) for words in runs]
    return not any(run.returncode for run in ended)


def _name(known: Version) -> str:
    return ".".join(map(str, known))


if __name__ == "__main__":
    sys.exit(main())
