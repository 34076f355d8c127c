"""Other tools of the kind, each in an environment of its own, on the same portfolio."""

import json
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from bench.measure import Case
from bench.portfolio import Size, criteria, items, page

VERSIONS = {
    "reqcov": ("reqcov==0.3.1",),
    "needs": ("sphinx==9.0.4", "sphinx-needs==9.1.0"),
    "trlc": ("trlc==3.1.1", "bmw-lobster-core==1.0.6", "bmw-lobster-tool-trlc==1.0.6"),
    "doorstop": ("doorstop==3.2",),
    "zensical": ("zensical==0.0.73",),
}
"""Pinned, so that a figure can be had again."""


def peer_cases(environments: Path, sources: Path, size: Size) -> list[Case]:
    """Install each peer and write the portfolio for it; say which could not be installed."""
    made: dict[str, Callable[[Path, Path, Size], list[Case]]] = {
        "reqcov": _reqcov,
        "needs": _needs,
        "trlc": _trlc,
        "doorstop": _doorstop,
        "zensical": _zensical,
    }
    cases: list[Case] = []
    for name, write in made.items():
        programs = environments / name / ("Scripts" if sys.platform == "win32" else "bin")
        why = _install(environments / name, programs, VERSIONS[name])
        if why:
            print(f"{name} could not be installed: {why}", file=sys.stderr)
        else:
            cases += write(programs, sources / name, size)
    return cases


def _install(folder: Path, programs: Path, packages: tuple[str, ...]) -> str:
    """Install packages into an environment, once; return why that failed, if it did."""
    done = folder / "installed"
    if done.exists() and done.read_text() == " ".join(packages):
        return ""
    venv.create(folder, with_pip=True, clear=True)
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", *packages]
    ran = subprocess.run(pip, capture_output=True, text=True, check=False)
    if ran.returncode:
        return ran.stderr.strip().splitlines()[-1]
    done.write_text(" ".join(packages))
    return ""


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _key(criterion: str) -> str:
    """Return a criterion's ID in letters and digits, as some of them want it."""
    return criterion.replace(".", "_")


def _names(size: Size) -> list[str]:
    return [f"U{unit:03}.AC{number}" for unit, number in criteria(size)]


def _reqcov(programs: Path, root: Path, size: Size) -> list[Case]:
    heads = (f"## {_key(name)} — Criterion\n\nShow it.\n" for name in _names(size))
    _put(root / "criteria.md", "# Criteria\n\n" + "\n".join(heads))
    for item in items(size):
        tags = ", ".join(_key(name) for name, _ in item.shown)
        body = "\n\n".join(prose for _, prose in item.shown)
        _put(
            root / f"evidence/{item.folder}/{item.id}.md", f"# {item.id}\n\n@req {tags}\n\n{body}\n"
        )
    settings = 'id_pattern: "U\\\\d+_AC\\\\d+"\nrequirements: [criteria.md]\n'
    _put(root / "reqcov.yml", settings + 'tests: ["evidence/**/*.md"]\nmarkers: [req]\n')
    return [Case("reqcov check", [[str(programs / "reqcov"), "check"]], _FLOOR, root)]


def _needs(programs: Path, root: Path, size: Size) -> list[Case]:
    rows = (f".. crit:: {name}\n   :id: {_key(name)}\n" for name in _names(size))
    _put(root / "source/criteria.rst", "Criteria\n========\n\n" + "\n".join(rows))
    for item in items(size):
        claims = ";".join(_key(name) for name, _ in item.shown)
        body = "\n\n".join(prose for _, prose in item.shown)
        head = f"Item {item.number}\n{'=' * 20}\n\n.. ev:: Item {item.number}\n   :id: {item.id}\n"
        _put(
            root / f"source/evidence/{item.folder}/{item.id}.rst",
            f":orphan:\n\n{head}   :evidences: {claims}\n\n{body}\n",
        )
    columns = "   :columns: id, title, evidences_back\n   :style: table\n"
    table = f".. needtable::\n   :types: crit\n{columns}"
    _put(root / "source/index.rst", f"Bench\n=====\n\n.. toctree::\n\n   criteria\n\n{table}")
    kinds = ", ".join(
        f'{{"directive": "{it}", "title": "{it}", "prefix": "", "color": "#fff", "style": "node"}}'
        for it in ("crit", "ev")
    )
    links = '{"evidences": {"incoming": "shown by", "outgoing": "shows"}}'
    settings = f'extensions = ["sphinx_needs"]\nneeds_types = [{kinds}]\nneeds_links = {links}\n'
    _put(root / "source/conf.py", f'project = "Bench"\n{settings}needs_id_regex = "^[A-Z0-9_]+"\n')
    build = [str(programs / "sphinx-build"), "-q", "-E", "-b"]
    return [
        Case(f"sphinx-needs, {form}", [[*build, form, "source", form]], over, root, root / form)
        for form, over in (("needs", _FLOOR), ("html", _PLAIN))
    ]


def _trlc(programs: Path, root: Path, size: Size) -> list[Case]:
    types = (
        "package Bench\n\ntype Criterion {\n   title String\n}\n\ntype Evidence {\n"
        "   title String\n   body String\n   evidences Criterion [1 .. *]\n}\n"
    )
    _put(root / "model/bench.rsl", types)
    rows = (f'Criterion {_key(name)} {{\n   title = "{name}"\n}}\n' for name in _names(size))
    _put(root / "model/criteria.trlc", "package Bench\n\n" + "\n".join(rows))
    for item in items(size):
        claims = ", ".join(_key(name) for name, _ in item.shown)
        body = json.dumps(" ".join(prose for _, prose in item.shown))
        fields = f'title = "Item {item.number}"\n   body = {body}\n   evidences = [{claims}]'
        _put(
            root / f"model/{item.folder}/{item.id.lower()}.trlc",
            f"package Bench\n\nEvidence {item.id} {{\n   {fields}\n}}\n",
        )
    rule = "conversion-rules:\n  - record-type: {}\n    package: Bench\n    namespace: req\n"
    tags = "    tags:\n      - field: evidences\n        namespace: req\n"
    wanted = "    description-fields: title\n"
    _put(root / "criteria.yaml", rule.format("Criterion") + wanted)
    _put(root / "evidence.yaml", rule.format("Evidence") + wanted + tags)
    first = 'requirements "Criteria" {\n   source: "criteria.lobster";\n}\n'
    second = (
        'requirements "Evidence" {\n   source: "evidence.lobster";\n   trace to: "Criteria";\n}\n'
    )
    _put(root / "lobster.conf", first + second)
    convert = [
        [
            str(programs / "lobster-trlc"),
            "--config",
            f"{criterion}.yaml",
            "--out",
            f"{criterion}.lobster",
            "model",
        ]
        for criterion in ("criteria", "evidence")
    ]
    return [
        Case("TRLC", [[str(programs / "trlc"), "--brief", "model"]], _FLOOR, root),
        Case("TRLC + LOBSTER", [*convert, [str(programs / "lobster-report")]], _FLOOR, root),
    ]


def _doorstop(programs: Path, root: Path, size: Size) -> list[Case]:
    names = {name: f"CRI{n:06}" for n, name in enumerate(_names(size), start=1)}
    for prefix, parent in (("CRI", ""), ("EVI", "  parent: CRI\n")):
        settings = f"settings:\n  digits: 6\n{parent}  prefix: {prefix}\n  sep: ''\n"
        _put(root / f"{prefix.lower()}/.doorstop.yml", settings)
    rest = "active: true\nderived: false\nnormative: true\nref: ''\nreviewed: null\n"
    for name, own in names.items():
        level = int(own[3:])
        _put(
            root / f"cri/{own}.yml",
            f"{rest}level: {level}\nlinks: []\nheader: ''\ntext: |\n  {name}\n",
        )
    for item in items(size):
        links = "".join(f"- {names[name]}: null\n" for name, _ in item.shown)
        text = "\n\n  ".join(prose for _, prose in item.shown)
        head = f"{rest}level: {item.number + 1}\nlinks:\n{links}header: ''\n"
        _put(root / f"evi/EVI{item.number + 1:06}.yml", f"{head}text: |\n  {text}\n")
    doorstop = str(programs / "doorstop")
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)  # noqa: S607
    for step in ("clear", "review"):
        subprocess.run([doorstop, "-q", step, "all"], cwd=root, capture_output=True, check=False)
    return [
        Case("Doorstop, check", [[doorstop, "-q"]], _FLOOR, root),
        Case(
            "Doorstop, publish",
            [[doorstop, "-q", "publish", "all", "public"]],
            _PLAIN,
            root,
            root / "public",
        ),
    ]


_FLOOR = "read and parse with libyaml"
_PLAIN = "plain MkDocs + Material, pages outside the navigation"


def _zensical(programs: Path, root: Path, size: Size) -> list[Case]:
    """Write the pages of plain MkDocs, which it builds without any check."""
    for item in items(size):
        _put(root / f"docs/evidence/{item.folder}/{item.id.lower()}.md", page(item, []))
    _put(root / "docs/index.md", "# Bench\n")
    _put(root / "mkdocs.yml", "site_name: Bench\ntheme: {name: material, font: false}\n")
    build = [str(programs / "zensical"), "build", "--clean", "--config-file", "mkdocs.yml"]
    return [Case("Zensical", [build], _PLAIN, root, root / "site")]
