"""What a page asks for and does not show is found at its line."""

import pytest

from support import Check, codes, page, shown

LEFT_OUT = {
    '<iframe src="https://x.y"></iframe>': "10:1",
    "text\n<div>\n<object data='a'></object>\n</div>": "12:1",
    "a <script>x</script> b": "10:3",
    "Dear <name>, hello": "10:6",
    '<img src="https://x.y/z.png">': "10:1",
    "![x](https://x.y/z.png)": "10:1",
    "![x][r]\n\n[r]: //x.y/z.png": "10:1",
    "<form>\n\n- a\n</form>": "10:1",
    '- a\n\n    <button title="x">y</button>': "12:5",
    "![x](data:image/png;base64,aa)": "10:1",
    "[x](javascript:alert(1))": "10:5",
    "[x][r]\n\n[r]: obsidian://open": "12:6",
    "<a href='ftp://x.y/z'>z</a>": "10:10",
}


@pytest.mark.parametrize("body", LEFT_OUT)
def test_left_out(body: str, check: Check) -> None:
    """Frames, programs and pictures of other sites are each a finding where they stand."""
    checked = check({"evidence/e01.md": page(body=f"# Text\n\n{body}\n")})

    assert shown(checked.diagnostics, "EVI131") == [f"evidence/e01.md:{LEFT_OUT[body]} EVI131"]


@pytest.mark.parametrize(
    "body",
    [
        "`<iframe>` and ``<script>``",
        "```\n<iframe src='https://x.y'>\n```",
        "    <form>",
        "<!-- <iframe> -->",
        "<span>a</span> <b>b</b> <details><summary>c</summary></details>",
        "<center>\n\ntext\n</center>",
        "[x](https://x.y) <https://x.y>",
        "[x](MAILTO:a@b.example) [y](tel:+44) <a@b.example>",
        "a < b > c <3",
    ],
)
def test_what_stays(body: str, check: Check) -> None:
    """Code, comments and what is shown are no finding."""
    checked = check({"evidence/e01.md": page(body=f"# Text\n\n{body}\n")})

    assert shown(checked.diagnostics, "EVI131") == []


@pytest.mark.parametrize(
    "tag", ["<img src='desk.png' width=300>", '<video src="desk.mp4"></video>']
)
def test_files_in_tags(tag: str, check: Check) -> None:
    """A file that a tag shows is attached, and a finding where it is missing."""
    checked = check({"evidence/e01.md": page(body=f"# Text\n\nSee {tag}.\n")})

    (found,) = shown(checked.diagnostics, "EVI105")
    assert found == f"evidence/e01.md:10:{tag.index('desk') + 5} EVI105"


@pytest.mark.parametrize("scheme", ["data:image/png;base64,iVBORw0KGgo=", "https://x.y/z.png"])
def test_a_picture_is_left_out_once(check: Check, scheme: str) -> None:
    """A picture that is left out is one finding, as a tag and as Markdown."""
    for body in (f'<img src="{scheme}" alt="x">\n', f"![x]({scheme})\n"):
        checked = check({"evidence/e01.md": page(body=body)})
        assert codes(checked, "EVI131") == ["EVI131"]
