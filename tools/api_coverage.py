"""The table of TMDB's operations, read from the code: client method, handler of the stand-in, and users."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from catalog.gateway import api
from tmdb import OPERATIONS, Call
from tmdb.routes import Operation
from tmdb_demo import routes
from tools import api_pages
from tools.api_pages import normalize_path

BASE = Path(settings.BASE_DIR)

# Modules besides pages that call TMDB, each with a label for readers. The operations are read from the module's code.
OTHER_MODULES = {
    BASE / path: label
    for path, label in (
        ("accounts/revocation.py", "Task: sessions that end at TMDB"),
        ("accounts/tmdb_link.py", "Signing in with TMDB, linking an account"),
        ("accounts/views/member_pages.py", "Settings: the services I pay for"),
        ("catalog/display/countries.py", "Names of countries on all pages"),
        ("catalog/discover/things.py", "Discover: names in filters"),
        ("catalog/display/images.py", "Pictures on all pages"),
        ("catalog/preferences.py", "Language and country"),
        ("catalog/tasks.py", "Task: lists that all pages need"),
        ("catalog/datasets/changes_job.py", "Job: changes"),
        ("library/guests.py", "Rating as a guest"),
        ("library/sync/snapshot.py", "Task: sync from TMDB"),
        ("library/sync/push_handlers.py", "Task: push to TMDB"),
        ("library/sync/push_session.py", "Task: push to TMDB"),
        ("library/sync/tmdb_lists.py", "Task: push to TMDB"),
        ("library/sync/account_states.py", "Task: what TMDB knows of a member and a title"),
        ("library/titles.py", "Task: facts for members' shelves"),
        ("library/views/shelves_page.py", "My shelves: genres"),
        ("tmdbsite/tmdb_check.py", "Ready? (`/readyz`), `/metrics`, the operator's page"),
    )
}


@dataclass
class OperationRow:
    """A row of the table. `method` and `handler` look like "movies.details"; `users` are labels of pages and tasks."""

    operation: Operation
    method: str = ""
    handler: str = ""
    users: list[str] = field(default_factory=list)


def build_rows() -> list[OperationRow]:
    rows = {identity: OperationRow(operation) for identity, operation in OPERATIONS.items()}
    for name, identity in map_client_methods().items():
        rows[identity].method = name
    for row in rows.values():
        row.handler = _find_handler(row.operation)
    for entry in api_pages.list_pages():
        for identity in api_pages.list_new_operations(entry):
            rows[identity].users.append(entry.label)
    for path, label in OTHER_MODULES.items():
        for identity in sorted(set(find_operations(ast.parse(path.read_text(encoding="utf-8"))))):
            rows[identity].users.append(label)
    return list(rows.values())


def map_client_methods() -> dict[str, str]:
    """Return {method: operation id}, such as {"movies.details": "movie-details"}; each method is called once for it."""
    return {
        f"{name}.{method}": _describe_call(getattr(group, method)).operation.id
        for name, group in vars(api).items()
        for method in dir(group)
        if not method.startswith("_")
    }


def _describe_call(method: Any) -> Call:
    parameters = inspect.signature(method).parameters.values()
    positional = ["1" for item in parameters if item.kind is item.POSITIONAL_OR_KEYWORD]
    named = {item.name: "1" for item in parameters if item.kind is item.KEYWORD_ONLY and item.default is item.empty}
    call: Call = method(*positional, **named)
    return call


def _find_handler(operation: Operation) -> str:
    read = operation.method == "GET"
    by_shape = _READS if read else _WRITES
    handler = by_shape.get((operation.method, normalize_path(operation.path)))
    if handler is None:
        return ""
    module = handler.__module__.rpartition(".")[2]
    return f"{module}.{handler.__qualname__.split('.')[0]}"


_READS = {("GET", normalize_path(path)): handler for path, handler in routes.HANDLERS.items()}
_WRITES = {(method, normalize_path(path)): handler for (method, path), handler in routes.WRITES.items()}


def find_operations(tree: ast.Module) -> Iterator[str]:
    """Yield the operations that a module calls with the client's methods, or appends to such calls."""
    methods = map_client_methods()
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if identity := methods.get(_format_dotted(node)):
            yield identity
        if isinstance(node, ast.Call) and (identity := methods.get(_format_dotted(node.func))):
            yield from _find_appended(node, OPERATIONS[identity], assigned)


def _format_dotted(node: ast.AST) -> str:
    """Return "movies.details" for `api.movies.details`, "" for other expressions."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        return f"{node.value.attr}.{node.attr}"
    return ""


def _find_appended(node: ast.Call, operation: Operation, assigned: dict[str, ast.expr]) -> Iterator[str]:
    for keyword in node.keywords:
        if keyword.arg == "append_to_response":
            for part in _find_texts(keyword.value, assigned):
                if identity := api_pages.find_part(operation.path, part):
                    yield identity


def _find_texts(node: ast.AST, assigned: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the strings in an expression, those of the module's constants too, with "{}" for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Name) and node.id in assigned:
        yield from _find_texts(assigned[node.id], assigned)
    elif not isinstance(node, ast.Name):
        for child in ast.iter_child_nodes(node):
            yield from _find_texts(child, assigned)


def render_markdown(rows: list[OperationRow]) -> str:
    lines = [INTRODUCTION, "| operation | route | client | stand-in | used by |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        users = ", ".join(row.users)
        route = f"`{row.operation.method} {row.operation.path}`"
        name = f"[{row.operation.id}]({row.operation.reference})"
        lines.append(f"| {name} | {route} | `{row.method}` | `{row.handler}` | {users} |")
    return "\n".join([*lines, *_render_pages()]) + "\n" + CLIENTS


def _render_pages() -> Iterator[str]:
    yield from (PAGES, "| page | for example | operations |", "| --- | --- | --- |")
    for entry in api_pages.list_pages():
        shared = f"those of “{entry.behind}”" if entry.behind else ""
        new = ", ".join(api_pages.list_new_operations(entry))
        yield f"| {entry.label} | `{entry.address}` | {', '.join(filter(None, (shared, new)))} |"


INTRODUCTION = """# TMDB's API, route by route

Made by `python -m tools.api_docs` from the code; a test fails when it is stale or a row has a gap, and another opens
each page to see that it asks for just that. Each operation leads to the page of TMDB's documents about it. The client's
methods are below `tmdb.Endpoints`: their docstrings name the fields of the answers, that of `tmdb.endpoints` their
units and errors. The stand-in's handlers are in `tmdb_demo/handlers`.
"""
PAGES = """
## Pages

What a page asks TMDB for when nothing is kept; parts appended to a request are named like the operations that they
stand for.
"""
CLIENTS = """
## Clients that others wrote

Run against `python -m tmdb_demo`, over every method that they have, with arguments that make sense:

| client | version | methods | answered |
| --- | --- | --- | --- |
| tmdbsimple (Python) | 2.9.8 | 150 | all; kept as a test, `tests/tmdb_demo/test_tmdbsimple.py` |
| tmdbv3api (Python) | 1.10.0 | 161 | all |
| moviedb-promise (Node) | 4.0.8 | 138 | all but `searchList`, whose route TMDB has taken away |
| tmdb-ts (Node) | 2.3.0 | 110 | all |
"""
