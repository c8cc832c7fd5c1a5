"""Reviews: Markdown and bits of HTML, written by strangers."""

import sys

import pytest

from catalog.display.markdown import MAX_LENGTH, render_markdown

LONG = 100_000  # characters
PATTERNS = {
    "tags": "<div>",
    "open tags": "<a ",
    "brackets": "[",
    "pictures": "![",
    "links": "[a](b ",
    "references": "[a]: b\n",
    "emphasis": "*a **a ",
    "quotes": "> > > > a\n",
    "lists": "* * * a\n",
    "comments": "<!-- ",
    "marks": "“*",
    "tags that are opened again": "".join(f"<b id={number}>" for number in range(900)) + "<p>a" * 25_000,
}


def calls(text: str) -> int:
    """How many functions are called to make HTML of a text."""
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        render_markdown(text)
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.parametrize("name", PATTERNS)
def test_a_long_review_costs_and_gives_no_more_than_its_length(name: str) -> None:
    pattern = PATTERNS[name]
    text = (pattern * (LONG // len(pattern) + 1))[:LONG]
    # A third of it costs a third, where something quadratic would cost a ninth.
    assert calls(text) < 5 * calls(text[: MAX_LENGTH // 3])
    assert len(render_markdown(text)) < 10 * MAX_LENGTH


def test_a_usual_review_reads_as_it_was_written() -> None:
    html = render_markdown(
        "# Great\n\nA *very* good <em>film</em>.<br>[More](https://example.org/x?a=1&b=2) & <https://example.org>"
    )
    for part in (
        "Great", "<em>very</em>", "<em>film</em>", "<br>", 'href="https://example.org/x?a=1&amp;b=2"',
        'rel="nofollow noopener ugc"', 'href="https://example.org"',
    ):  # fmt: skip
        assert part in html
    assert "<h1" not in html


def test_what_is_behind_the_bound_is_left_out() -> None:
    html = render_markdown("word " * 5000)
    assert len(html) <= MAX_LENGTH + 20
    assert html.rstrip().endswith("…</p>")


@pytest.mark.parametrize(
    "content",
    [
        "[a](javascript:alert)", "<a href='javascript:alert'>a</a>", "[a](data:text/html,x)", "[a](//other.example)",
        "[a](/me/delete/)", "<javascript:alert>", "<a href=' java&#10;script:alert'>a</a>", "[a][b]\n\n[b]: vbscript:x",
        "![a](https://example.org/x.png)", "<img src=x onerror=alert>", "<script>alert</script>",
    ],
)  # fmt: skip
def test_no_link_leads_anywhere_but_to_the_web(content: str) -> None:
    html = render_markdown(content)
    assert "href" not in html
    assert "src" not in html
    assert "<script" not in html


class TestWordsOfStrangers:
    """Reviews are Markdown with HTML in it: what could do harm goes, what was meant stays."""

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("**Great** and *slow*", "<p><strong>Great</strong> and <em>slow</em></p>"),
            ("- one\n- two", "<li>one</li>"),
            ("> Whoa.", "<blockquote>"),
            ("<i>Old</i> tags", "<i>Old</i>"),
            ("[here](https://example.com/a)", '<a href="https://example.com/a" rel="nofollow noopener ugc">here</a>'),
            ("# Shouting", "Shouting"),
        ],
    )
    def test_what_was_meant_stays(self, written: str, shown: str) -> None:
        assert shown in render_markdown(written)

    @pytest.mark.parametrize(
        "written",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "<a href='javascript:alert(1)' onclick='x'>x</a>",
            "<iframe src=https://example.com></iframe>",
            "<p style='position:fixed' class='toast'>x</p>",
            "<h1>Mine</h1>",
            "![tracked](https://example.com/pixel.gif)",
        ],
    )
    def test_what_could_do_harm_goes(self, written: str) -> None:
        safe = render_markdown(written)
        for harm in ("<script", "onerror", 'href="javascript', "onclick", "<iframe", "style=", "class=", "<h1", "<img"):
            assert harm not in safe
