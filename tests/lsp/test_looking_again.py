"""Where the editor says what changes on the disk, the folders are looked at again all the same."""

import asyncio
from pathlib import Path

from crossfolio.lsp.live import LATEST, Live, OpenDocument
from support import page, unit, write

FILES = {"criteria/bud.yml": unit("AC1"), "evidence/e01.md": page()}


class Still(asyncio.SelectorEventLoop):
    """A loop whose clock stands still until a test puts it forward."""

    now = 1.0

    def time(self) -> float:
        """Return the seconds that a test says it is."""
        return self.now


async def _paths(live: Live) -> set[str]:
    """Return the items that a check finds after something was typed."""
    live.hold("evidence/e01.md", OpenDocument("file:///e01.md", None, page()))
    seen = await live.fresh()
    assert seen
    assert seen.look.checked
    return {item.place.path for item in seen.look.checked.portfolio.evidence}


def test_a_file_that_nobody_told_of_is_seen_after_some_seconds(tmp_path: Path) -> None:
    """What the editor did not say is found by the look that comes when the last is too old."""
    write(tmp_path, FILES)
    loop = Still()

    async def typed() -> list[set[str]]:
        live = Live(tmp_path, lambda *_: None, is_watched=True)
        found = [await _paths(live)]
        write(tmp_path, {"evidence/e02.md": page(id="E02")})
        for seconds in (0.0, LATEST + 1):
            loop.now += seconds
            found.append(await _paths(live))
        return found

    try:
        first, soon, later = loop.run_until_complete(typed())
    finally:
        loop.close()
    assert (first, soon) == ({"evidence/e01.md"}, {"evidence/e01.md"})
    assert later == {"evidence/e01.md", "evidence/e02.md"}
