"""Files broken by chance: whole ones cut, doubled, mixed, and filled with what hurts readers."""

from hypothesis import strategies as st

from support import PAGE, UNIT

SITE = """\
site_name: Tea
site_url: https://example.com/
plugins:
  - search
  - crossfolio:
      profile: strict
      fail_on: error
      min_coverage: {total: 80}
      rules: {TAG108: off, COV: warning}
      per_file_ignores: {"evidence/*.md": [TAG108]}
"""
DECISION = f"""\
decision: D01
assessor: A1
date: 2026-05-01
evidence:
  - {{id: E01, fingerprint: 'cf2:{"0" * 64}'}}
criteria:
  - {{criterion: BUD.AC1, outcome: met, feedback: Well done}}
"""
BODY = """\
# A plan [BUD.AC1]

Text with a [link](a.csv), a ![picture](b.png "c"), `code` and <b>tags</b>.

- one [BUD.AC1]
    - two

| a | b |
|---|---|
| 1 | [BUD.AC1] |

```
code
```

> quoted <!-- crossfolio: ignore TAG108 because it is shown -->
"""
WHOLE = {
    "evidence/e01.md": PAGE,
    "criteria/bud.yml": UNIT,
    "assessment/decisions/d01.yml": DECISION,
    "mkdocs.yml": SITE,
}
HURTFUL = (
    *("---\n", "...\n", "\n", "\r", "\r\n", "\t", " ", ": ", "- ", "[", "]", "{", "}", ",", "'"),
    *('"', "&a ", "*a", "!!python/object:os.system ", "!ENV HOME", "<<: ", "%YAML 1.1\n", "# "),
    *(
        "\0",
        "\x1b[31m",
        "\u202e",
        "\u2066",
        "\u2028",
        "\ufeff",
        "\ud800",
        "\U000f0000",
        "é",
        "1.10",
    ),
    *("~", "NO", "2026-02-30", "9" * 400, "-", "../", "%2e%2e/", "file:", "C:\\", "![", "](", "`"),
    *("```\n", "<!--", "-->", "<a ", "</", "<script>", "[^1]:", "*[a]: ", "{#a}", "!!! ", ":::"),
    *("--8<-- 'a'", "{% include %}", "[BUD.AC1]", "BUD.AC1", "\u0412UD.AC1", "x-a: ", "id: E01\n"),
    *("crossfolio: ignore", "=cmd()", "::error::", "\x85", "\ufffe", "audience: public\n"),
)


def _repeated(piece: str, times: int) -> str:
    return piece * times


pieces = st.one_of(
    st.sampled_from(HURTFUL),
    st.builds(_repeated, st.sampled_from(HURTFUL), st.sampled_from((2, 9, 33, 260))),
    st.text(max_size=12),
)


def _spliced(whole: str, cuts: list[tuple[float, int, str]]) -> bytes:
    for share, size, piece in cuts:
        at = int(len(whole) * share)
        whole = whole[:at] + piece + whole[at + size :]
    return whole.encode("utf-8", "surrogatepass")


cuts = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), pieces), min_size=1, max_size=6)


def files(path: str) -> st.SearchStrategy[bytes]:
    """Return broken forms of one file of a small project."""
    spliced = st.builds(_spliced, st.just(WHOLE[path]), cuts)
    return st.one_of(spliced, st.binary(max_size=300))


fields = PAGE.partition("# A plan")[0]
bodies = st.builds(lambda body: fields.encode() + body, st.builds(_spliced, st.just(BODY), cuts))
fronts = st.builds(lambda front: b"---\n" + front + b"\n---\n", files("evidence/e01.md"))
