"""Finds names and sentences that say nothing: `python -m tools.plain_words` fails where there are any."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CATCH_ALLS = ("asked", "found", "kept", "known", "made", "one", "own", "said", "told", "wanted")
MOODS = ("AGAIN", "ENOUGH", "KEPT", "LATER", "LONGEST", "MOST", "OFTEN", "PATIENCE", "SHOWN", "USUAL")
RELATIVE = ("How", "Of", "That", "Those", "What", "Where", "Whether", "Who", "Whom", "Whose")
PATCHING = ("setattr", "delattr", "getattr", "patch")
MAX_CONDITIONS = 8  # {% if %} and {% elif %} in 100 lines of all templates
CONDITION = re.compile(r"\{%-?\s*(?:if|elif)\b")
IS_CATCH_ALL = re.compile(rf"_*(?:{'|'.join(CATCH_ALLS)})(?:_.*)?", re.IGNORECASE)
IS_MOOD = re.compile(rf"_*(?:{'|'.join(MOODS)})")


def tracked(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each tracked file that matches."""
    for name in subprocess.check_output(["git", "ls-files", "--", *patterns], text=True).splitlines():
        if Path(name).is_file() and "/migrations/" not in name:
            yield name, Path(name).read_text(encoding="utf-8")


def names_bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node gives to something."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
        yield node.id if isinstance(node, ast.Name) else node.attr
    elif isinstance(node, ast.arg):
        yield node.arg


def problems_of_names(node: ast.AST) -> Iterator[str]:
    for name in names_bound(node):
        if IS_CATCH_ALL.fullmatch(name):
            yield f"`{name}` could be anything. Name what it is."
        elif IS_MOOD.fullmatch(name):
            yield f"`{name}` is a mood. Name its use and its unit."


def problems_of_docstrings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        first = (ast.get_docstring(node) or "").partition(" ")[0]
        if first in RELATIVE:
            yield f"The docstring of `{node.name}` opens with {first}. Open with a verb."


def problems_of_tests(node: ast.AST) -> Iterator[str]:
    name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
    if name.startswith("test_"):
        yield f"A test calls `{name}`. Give both a helper."
    texts = (
        [arg.value for arg in getattr(node, "args", ()) if isinstance(arg, ast.Constant)] if name in PATCHING else []
    )
    if any(re.search(r"(^|\.)_[^_]", str(text)) for text in texts):
        yield "A test reaches into what is private. Give the module a small public function."


def problems_of_file(path: str, text: str) -> Iterator[str]:
    """Yield a sentence for each finding in a Python file, with its place."""
    find = problems_of_tests if path.startswith("tests/") else problems_of_docstrings
    for node in ast.walk(ast.parse(text)):
        for problem in (*problems_of_names(node), *find(node)):
            yield f"{path}:{getattr(node, 'lineno', 1)}: {problem}"


def problems_of_templates(text: str) -> Iterator[str]:
    density = 100 * len(CONDITION.findall(text)) / text.count("\n")
    if density > MAX_CONDITIONS:
        yield f"templates: {density:.1f} conditions in 100 lines, {MAX_CONDITIONS} at most. Let Python decide."


if __name__ == "__main__":
    sentences = [problem for path, text in tracked("*.py") for problem in problems_of_file(path, text)]
    sentences += problems_of_templates("".join(text for _, text in tracked("templates/*.html")))
    sys.exit("\n".join(sentences) or 0)
