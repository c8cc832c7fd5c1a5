"""The check of names and sentences, on small examples of what it finds and what it leaves alone."""

import pytest

from tools.plain_words import problems_of_file, problems_of_templates


def sentences(path: str, text: str) -> str:
    return "\n".join(problems_of_file(path, text))


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("catalog/a.py", "found = 1", "catalog/a.py:1: `found` could be anything"),
        ("catalog/a.py", "def f(asked_for): ...", "`asked_for`"),
        ("catalog/a.py", "self.made_by = 1", "`made_by`"),
        ("catalog/a.py", "rows = [one for one in rows]", "`one`"),
        ("tests/a.py", "for _known in x: ...", "`_known`"),
        ("jobs/a.py", "x = 1\nPATIENCE = 4", "jobs/a.py:2: `PATIENCE` is a mood"),
        ("jobs/a.py", 'def f():\n    """Whether it is."""', "opens with Whether"),
        ("tests/a.py", "test_other(client)", "A test calls `test_other`"),
        ("tests/a.py", 'monkeypatch.setattr(module, "_cache", {})', "private"),
        ("tests/a.py", 'mocker.patch("catalog.gateway._store")', "private"),
    ],
)
def test_finds(path: str, text: str, sentence: str) -> None:
    assert sentence in sentences(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("catalog/a.py", "owner = kindness = knowledge = PUSH_TIMEOUT = 1"),
        ("catalog/a.py", 'def f():\n    """Return whether it is."""'),
        ("tests/a.py", 'def test_it():\n    """What a visitor sees."""'),
        ("tests/a.py", 'monkeypatch.setattr(module, "MAX_ROWS", 3); setattr(x, "__doc__", "")'),
    ],
)
def test_leaves_alone(path: str, text: str) -> None:
    assert sentences(path, text) == ""


def test_counts_conditions_of_all_templates() -> None:
    assert not list(problems_of_templates("{% if a %}\n" * 8 + "\n" * 92))
    assert "12.0 conditions" in next(problems_of_templates("{% if a %}{% elif b %}\n" * 6 + "\n" * 94))
