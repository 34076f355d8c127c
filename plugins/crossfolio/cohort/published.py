"""The data of a portfolio that somebody else has published, believed in nothing.

The schema says what the keys are. Beyond it, everything that a cohort shows has to be an ID, a
day or a number that fits to the others, so that no words of anybody get in by this way.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from crossfolio.cohort.job import CannotLookError
from crossfolio.core.findings import one_line
from crossfolio.core.ids import UNIT, is_full
from crossfolio.core.regex import regex

# ruff: noqa: PLC0415 - what few portfolios need is loaded by those

DATA_BYTES = 50 * 1024**2
"""A `portfolio.json` that is larger is refused; the worked portfolio's has 30 kB."""
_MOST = 1_000_000
"""Criteria of a portfolio."""
_ID = regex(UNIT, re.ASCII)
_STAGE = regex(r"[a-z][a-z-]{0,31}")


def read_data(address: str) -> dict[str, Any]:
    """Return the published data of a portfolio, by path or over https.

    Raises:
        CannotLookError: Where they cannot be had, or are not what the schema says.
    """
    try:
        raw = _from_net(address) if address.startswith("https://") else _from_disk(Path(address))
    except (OSError, URLError, HTTPException, ValueError) as error:
        raise CannotLookError(f"cannot be read: {_reason(error)}") from None
    if len(raw) > DATA_BYTES:
        raise CannotLookError(f"is larger than {DATA_BYTES // 1024**2} MB")
    try:
        data = json.loads(raw)
        fault = next(iter(_validator().iter_errors(data)), None)
    except (ValueError, RecursionError):  # Half a character is a `ValueError` as well.
        raise CannotLookError("is not JSON") from None
    at = "/".join(map(str, fault.instance_path)) if fault else next(_strange(data), None)
    if at is not None:
        raise CannotLookError(f"is no data of a portfolio: see `{one_line(at)[:80] or 'format'}`")
    found: dict[str, Any] = data
    return found


def _strange(data: Mapping[str, Any]) -> Iterator[str]:
    """Give the places of what the schema lets pass, and is no ID, day or number of ours."""
    if not _are_counts(data["coverage"]):
        yield "coverage"
    for n, unit in enumerate(data["units"]):
        if not _ID.fullmatch(unit["id"]) or not _are_counts(unit):
            yield f"units/{n}"
    for n, criterion in enumerate(data["criteria"]):
        decision = criterion.get("decision")
        is_known = not decision or (_ID.fullmatch(decision["assessor"]) and _is_day(decision))
        if not is_known or not is_full(criterion["id"]):
            yield f"criteria/{n}"
    yield from _strange_record(data)


def _strange_record(data: Mapping[str, Any]) -> Iterator[str]:
    for n, decision in enumerate(data.get("decisions", ())):
        judged = [judgement["criterion"] for judgement in decision["criteria"]]
        is_known = _ID.fullmatch(decision["assessor"]) and _is_day(decision)
        if not is_known or not all(map(is_full, judged)):
            yield f"decisions/{n}"
    for n, sample in enumerate(data.get("samples", ())):
        ids = (sample["id"], sample["quality_assurer"])
        days = all(_is_day(action, "due") for action in sample["actions"])
        if not all(map(_ID.fullmatch, ids)) or not _STAGE.fullmatch(sample["stage"]):
            yield f"samples/{n}"
        elif not days or not all(_is_day(action, "closed_on") for action in sample["actions"]):
            yield f"samples/{n}/actions"


def _are_counts(row: Mapping[str, Any]) -> bool:
    required, covered, accepted = (row[name] for name in ("required", "covered", "accepted"))
    known = (required, covered, 0 if accepted is None else accepted)
    are_whole = all(isinstance(number, int) for number in known)
    return are_whole and 0 <= known[2] <= covered <= required <= _MOST


def _is_day(row: Mapping[str, Any], name: str = "date") -> bool:
    try:
        return row[name] is None or len(str(date.fromisoformat(row[name]))) == len(row[name])
    except ValueError:
        return False


@cache
def _validator() -> Any:  # noqa: ANN401 - it has no stubs
    from importlib.resources import files

    import jsonschema_rs

    folder = files("crossfolio.reports").joinpath("schemas")
    text = folder.joinpath("portfolio-data.schema.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


def _from_disk(path: Path) -> bytes:
    if not path.is_file():
        raise CannotLookError("the file is not there")
    with path.open("rb") as file:
        return file.read(DATA_BYTES + 1)


class _OnlyHttps(HTTPRedirectHandler):
    """Follows an address that has moved, and no way out of https."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """See `HTTPRedirectHandler`."""
        if urlsplit(newurl).scheme != "https":
            raise URLError("it leads out of https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _from_net(address: str) -> bytes:
    with build_opener(_OnlyHttps()).open(address, timeout=20) as answer:
        found: bytes = answer.read(DATA_BYTES + 1)
        return found


def _reason(error: Exception) -> str:
    """Say why data cannot be had, in no words of a server, nor of the address with its password."""
    if isinstance(error, HTTPError):
        moved = HTTPStatus.MULTIPLE_CHOICES <= error.code < HTTPStatus.BAD_REQUEST
        what = "it has moved, and is not followed" if moved else "the server answers"
        return f"{what} ({error.code})"
    if isinstance(error, TimeoutError):
        return "no answer came in time"
    if isinstance(error, HTTPException):
        return "the address, or what the server answers, is not as HTTP asks"
    if isinstance(error, ValueError):
        return "the address cannot be used"
    said = getattr(error, "reason", None) or getattr(error, "strerror", None) or "no reason given"
    return one_line(str(said))[:200]
