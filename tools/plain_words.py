"""Finds names and sentences that say nothing: `python -m tools.plain_words` prints them, and fails where there are any.

It reads the tracked Python files without migrations, and the templates.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CATCH_ALLS = ("asked", "found", "kept", "known", "made", "one", "own", "said", "told", "wanted")
MOODS = ("AGAIN", "ENOUGH", "KEPT", "LATER", "LONGEST", "MOST", "OFTEN", "PATIENCE", "SHOWN", "USUAL")
RELATIVE = ("How", "Of", "That", "Those", "What", "Where", "Whether", "Who", "Whom", "Whose")
MAX_CONDITIONS = 8  # {% if %} and {% elif %} in 100 lines of all templates
CONDITION = re.compile(r"\{%-?\s*(?:if|elif)\b")
IS_CATCH_ALL = re.compile(rf"_*(?:{'|'.join(CATCH_ALLS)})(?:_.*)?", re.IGNORECASE)
IS_MOOD = re.compile(rf"_*(?:{'|'.join(MOODS)})")


def tracked(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each tracked file that matches."""
    names = subprocess.run(["git", "ls-files", "--", *patterns], capture_output=True, text=True, check=True).stdout
    for name in names.splitlines():
        if Path(name).is_file() and "/migrations/" not in name:
            yield name, Path(name).read_text(encoding="utf-8")


def names_bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node gives to something."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr
    elif isinstance(node, ast.arg):
        yield node.arg


def problems_of_code(node: ast.AST) -> Iterator[str]:
    for name in names_bound(node):
        if IS_CATCH_ALL.fullmatch(name):
            yield f"`{name}` could be anything. Name what it is."
        elif IS_MOOD.fullmatch(name):
            yield f"`{name}` is a mood. Name its use and its unit."
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        first = (ast.get_docstring(node) or "").partition(" ")[0]
        if first in RELATIVE:
            yield f"The docstring of `{node.name}` opens with {first}. Open with a verb."


def problems_of_tests(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func).rpartition(".")[2]
    if name.startswith("test_"):
        yield f"A test calls `{name}`. Give both a helper."
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name in ("setattr", "delattr", "getattr", "patch") and any(re.search(r"(^|\.)_[^_]", text) for text in texts):
        yield "A test reaches into what is private. Give the module a small public function."


def problems() -> Iterator[str]:
    """Yield a sentence for each finding, with its place."""
    for path, text in tracked("*.py"):
        for node in ast.walk(ast.parse(text)):
            is_test = path.startswith("tests/")
            for problem in (*problems_of_code(node), *(problems_of_tests(node) if is_test else ())):
                yield f"{path}:{getattr(node, 'lineno', 1)}: {problem}"
    templates = "".join(text for _, text in tracked("templates/*.html"))
    density = 100 * len(CONDITION.findall(templates)) / templates.count("\n")
    if density > MAX_CONDITIONS:
        yield f"templates: {density:.1f} conditions in 100 lines, {MAX_CONDITIONS} at most. Let Python decide."


if __name__ == "__main__":
    sys.exit("\n".join(sorted(problems())) or 0)
