"""The quick fix that carries a portfolio over to a new version of a unit."""

from pathlib import Path

from editor import Start
from support import page, unit, write

NEW = unit("AC11").replace("unit: BUD\n", 'unit: BUD\nversion: "2026"\n')


def test_claims_are_carried_over(tmp_path: Path, start: Start) -> None:
    """What the command's patch does, the editor does in all files, also in unsaved ones."""
    root = write(
        tmp_path / "own",
        {
            "criteria/bud.yml": NEW,
            "criteria/migrations/2026.yml": 'from: "2024"\nto: "2026"\nmap:\n'
            "  - {from: BUD.AC1, to: [BUD.AC11], how: renamed}\n",
            "evidence/portfolio.yml": 'learner: L1\nversions: {BUD: "2024"}\n',
            "evidence/e01.md": page(body="Here. [BUD.AC1]\n"),
        },
    )
    editor = start(root)
    editor.open("evidence/portfolio.yml")
    editor.open("evidence/e01.md", page(body="Unsaved. [BUD.AC1]\n"))
    (finding,) = editor.found("evidence/portfolio.yml", "EVI140")

    (fix,) = [
        it for it in editor.fixes("evidence/portfolio.yml", finding) if "Carry" in it["title"]
    ]

    assert fix["title"] == "Carry the claims over to 2026 (2026.yml)"
    texts = editor.applied(fix["edit"])
    assert 'versions: {BUD: "2026"}' in texts["evidence/portfolio.yml"]
    assert "criteria: [BUD.AC11]" in texts["evidence/e01.md"]
    assert "Unsaved. [BUD.AC11]\n" in texts["evidence/e01.md"]
