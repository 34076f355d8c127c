"""Published data are believed in nothing: whatever is changed in them, no page tells of it."""

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from http.client import BadStatusLine, HTTPMessage
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import pytest

from crossfolio.cohort import published
from crossfolio.cohort.figures import figures
from crossfolio.cohort.history import history_of
from crossfolio.cohort.job import CannotLookError, Job, JobKind, JobResult
from crossfolio.cohort.look import look
from crossfolio.cohort.published import read_data
from crossfolio.cohort.site import pages
from crossfolio.cohort.store import open_state
from crossfolio.cohort.summary import CohortPlan, summed_up
from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

ROOT = Path(__file__).parents[2]
DAY = date(2026, 7, 1)
WRONG = ("CANARY words", "../../up", "", "\ud800", -1, 10**30, 1.0, 1e999, True, None, [], {}, [{}])


def _checked() -> Checked:
    return check_project(open_project(ROOT), DAY)


@pytest.fixture(scope="module")
def worked() -> dict[str, Any]:
    """Return the data of the worked portfolio."""
    data: dict[str, Any] = json.loads(
        portfolio_data(seen_in_edition(_checked()), lambda address: address)
    )
    return data


def trails(node: object, trail: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to every value; of a list the first entry stands for all."""
    if trail:
        yield trail
    if isinstance(node, dict):
        for key, value in node.items():
            yield from trails(value, (*trail, key))
    elif isinstance(node, list) and node:
        yield from trails(node[0], (*trail, 0))


def told(path: Path) -> str:
    """Return all pages about the data in a file; raises where they are refused."""
    row = look(Job("x", JobKind.DATA, str(path)), DAY)
    looked = [JobResult("x", "", row)]
    with open_state(None) as store:
        store.keep(looked, DAY, store.next_run())
        store.end_run(1, DAY)
        history = history_of(store.figures(), store.days())
    return "".join(
        pages(summed_up(looked, {}, (), history, CohortPlan(DAY)), CohortPlan(DAY)).values()
    )


def test_no_value_gets_in_that_is_none_of_ours(worked: dict[str, Any], tmp_path: Path) -> None:
    """Every value is made wrong in turn: it is refused, or it does no harm and is not shown."""
    path, refused = tmp_path / "portfolio.json", 0
    for trail in trails(worked):
        for value in WRONG:
            data = copy.deepcopy(worked)
            node: Any = data
            for step in trail[:-1]:
                node = node[step]
            node[trail[-1]] = value
            path.write_text(json.dumps(data))
            try:
                whole = told(path)
            except CannotLookError as error:
                refused += 1
                whole = str(error)
            assert "CANARY" not in whole, trail
            assert "up" not in whole.split(), trail
            whole.encode()
    assert refused > 100


def test_a_site_and_a_check_give_the_same_figures(worked: dict[str, Any], tmp_path: Path) -> None:
    """What a site publishes gives the figures that looking at the folder gives."""
    path = tmp_path / "portfolio.json"
    path.write_text(json.dumps(worked))
    from_data = look(Job("x", JobKind.DATA, str(path)), DAY)
    from_folder = look(Job("x", JobKind.FOLDER, str(ROOT)), DAY)

    assert from_data | {"until": ""} == from_folder | {"until": ""}
    assert figures(worked)["measured"] is True


ADDRESS = "https://learner:CANARY@localhost/L1/portfolio.json"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (HTTPError(ADDRESS, 404, "CANARY", HTTPMessage(), None), "the server answers (404)"),
        (HTTPError(ADDRESS, 302, "CANARY", HTTPMessage(), None), "it has moved, and is not"),
        (BadStatusLine("CANARY"), "is not as HTTP asks"),
        (ValueError("CANARY"), "the address cannot be used"),
        (URLError("it leads out of https"), "it leads out of https"),
        (TimeoutError("timed out"), "no answer came in time"),
    ],
)
def test_no_words_of_a_server_are_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """Why data cannot be had is said in our words, whatever the server answers."""

    def fails(address: str) -> bytes:  # noqa: ARG001 - as the reader is called
        raise error

    monkeypatch.setattr(published, "_from_net", fails)
    with pytest.raises(CannotLookError, match=re.escape(said)) as told:
        read_data("https://localhost/L1/portfolio.json")

    assert "CANARY" not in str(told.value)


def test_a_password_in_an_address_is_not_told() -> None:
    """Such an address is refused before anything is asked, and without it."""
    with pytest.raises(CannotLookError) as told:
        read_data(ADDRESS)

    assert "CANARY" not in str(told.value)
