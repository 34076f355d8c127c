"""New files under kill -9: at every step of writing there is a whole file or none."""

import subprocess
import sys
from pathlib import Path

import pytest

KILLED = """
import os, signal, sys
from pathlib import Path
from crossfolio.workspace.new_files import write_new
root, number = Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def counted(name):
    real = getattr(os, name)
    def step(*words, **options):
        global steps
        steps += 1
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words, **options)
    setattr(os, name, step)
for name in ("open", "fsync", "link", "mkdir", "fdopen"):
    counted(name)
write_new(root, {"decisions/D1.yml.sig": "s" * 100_000, "decisions/D1.yml": "d" * 100_000})
print(steps)
"""
WHOLE = {"decisions/D1.yml.sig": b"s" * 100_000, "decisions/D1.yml": b"d" * 100_000}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="files without a name")
def test_killed_at_every_step(tmp_path: Path) -> None:
    """Each file is whole or not there, and no decision is there without its signature."""
    number, done = 0, False
    while not done:
        number += 1
        root = tmp_path / str(number)
        root.mkdir()
        words = [sys.executable, "-c", KILLED, str(root), str(number)]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        done = ran.returncode == 0
        there = {path.relative_to(root).as_posix(): path.read_bytes()
                 for path in root.rglob("*") if path.is_file()}  # fmt: skip
        assert there.items() <= WHOLE.items(), (number, ran.stderr)
        if "decisions/D1.yml" in there:
            assert "decisions/D1.yml.sig" in there
    assert there == WHOLE
    assert number > 6
