"""Sound and film beside an item, played in a real browser."""

import wave
from collections.abc import Callable
from io import BytesIO
from math import pi, sin
from pathlib import Path
from struct import pack

import pytest
from axe import found
from browsing import NARROW, SCHEMES, WIDE, Look, Site, visit
from playwright.sync_api import Browser, expect

RATE, SECONDS = 8_000, 0.25
FILM = Path(__file__).with_name("film.mp4")
"""Six pictures of 32 by 32, white and green in turn, recorded from a canvas by a browser."""
CAPTIONS = """\
WEBVTT

00:00:00.000 --> 00:00:10.000
White and green in turn.
"""
ITEM = """\
---
id: E01
title: Testimony of a witness, recorded
kind: product
date: 2026-04-14
criteria: [{criterion: TEA.AC1, at: "0:00"}]
attachments: [witness.wav, film.mp4, film.vtt]
---
The words of the witness are in the recording.
"""
SITE = "site_name: Tea\nplugins: [search, crossfolio]\n"
THEMES = (
    "theme: {name: material, font: false}\n",
    "theme: {name: mkdocs, highlightjs: false}\n",
)
UNIT = """\
unit: TEA
title: Make tea
source: {kind: draft}
criteria: [{id: AC1, title: A pot of tea, text: Make a pot of tea.}]
"""
PLAY = """
it => new Promise((done, fail) => {
  it.muted = true; // As browsers play nothing loud that nobody asked for.
  it.addEventListener('ended', () => done([it.duration, it.videoWidth ?? 0]));
  it.addEventListener('error', () => fail(new Error(it.error.message)));
  it.play().catch(fail);
})
"""
CUES = """
it => {
  const track = it.textTracks[0];
  track.mode = 'showing';
  return track.cues && [...track.cues].map(cue => cue.text);
}
"""


def tone() -> bytes:
    """Return a quarter of a second of a quiet tone, as WAV."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        heights = (int(4_000 * sin(2 * pi * 440 * n / RATE)) for n in range(int(RATE * SECONDS)))
        sound.writeframes(b"".join(pack("<h", height) for height in heights))
    return file.getvalue()


@pytest.fixture(scope="module", params=THEMES)
def recorded(small: Callable[..., Site], request: pytest.FixtureRequest) -> Site:
    """Build an item with a sound and a film, under two themes."""
    return small(
        {
            "mkdocs.yml": SITE + request.param,
            "criteria/tea.yml": UNIT,
            "evidence/e01.md": ITEM,
            "evidence/witness.wav": tone(),
            "evidence/film.mp4": FILM.read_bytes(),
            "evidence/film.vtt": CAPTIONS,
        }
    )


def test_players_play(browser: Browser, recorded: Site) -> None:
    """A sound and a film are played where they stand, to their end, with the film's captions."""
    assert recorded.code == 0, recorded.log
    with visit(browser, recorded.address) as seen:
        page = seen.go("evidence/e01/")
        sound, film = page.locator("audio"), page.locator("video")
        expect(sound).to_have_accessible_name("witness.wav")
        expect(film).to_have_accessible_name("film.mp4")

        length, _ = sound.evaluate(PLAY)
        assert length == pytest.approx(SECONDS, abs=0.05)
        length, width = film.evaluate(PLAY)
        assert length > 0
        assert width == 32

        page.wait_for_function(
            f"() => ({CUES.strip()})(document.querySelector('video'))?.length === 1"
        )
        assert film.evaluate(CUES) == ["White and green in turn."]
        assert seen.troubles == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_players_fit(look: Look, recorded: Site, width: int) -> None:
    """Players have their controls, are no wider than the page, and Axe finds nothing."""
    for scheme in SCHEMES:
        page = look(recorded, "evidence/e01/", width, scheme, scripts=False).page
        for player in page.locator("audio, video").all():
            assert player.get_attribute("controls") is not None
            box = player.bounding_box()
            assert box
            assert box["height"] >= 24
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        seen = look(recorded, "evidence/e01/", width, scheme)
        wrong = found(seen.page, ".crossfolio-foot")
        assert wrong == []
        assert seen.troubles == []
