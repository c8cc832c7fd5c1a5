"""Who does what with each operation of TMDB's API, read from the code: client method, stand-in's handler, users."""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from tmdb import OPERATIONS, Call, Endpoints
from tmdb.routes import Operation
from tmdb_demo import routes

PACKAGES = ("catalog", "accounts", "library", "tmdbsite")
_NAMED = re.compile(r"\{\w*\}")


@dataclass
class Row:
    """`method` as "movies.details", `handler` as "movies.details", `users` as paths of files."""

    operation: Operation
    method: str = ""
    handler: str = ""
    users: set[str] = field(default_factory=set)


def rows() -> list[Row]:
    found = {identity: Row(operation) for identity, operation in OPERATIONS.items()}
    for name, identity in client_methods().items():
        found[identity].method = name
    for row in found.values():
        row.handler = _handler(row.operation)
    for path in _sources():
        for identity in _used(ast.parse(path.read_text(encoding="utf-8"))):
            found[identity].users.add(path.relative_to(settings.BASE_DIR).as_posix())
    return list(found.values())


def client_methods() -> dict[str, str]:
    """{"movies.details": "movie-details"}: each method described once, to see which operation it names."""
    ask: Endpoints[Call] = Endpoints(lambda call: call)
    return {
        f"{name}.{method}": _described(getattr(group, method)).operation.id
        for name, group in vars(ask).items()
        for method in dir(group)
        if not method.startswith("_")
    }


def _described(method: Any) -> Call:
    parameters = inspect.signature(method).parameters.values()
    positional = ["1" for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: "1" for one in parameters if one.kind is one.KEYWORD_ONLY and one.default is one.empty}
    call: Call = method(*positional, **named)
    return call


def _handler(operation: Operation) -> str:
    read = operation.method == "GET"
    by_shape = _READS if read else _WRITES
    handler = by_shape.get((operation.method, _shape(operation.path)))
    if handler is None:
        return ""
    module = handler.__module__.rpartition(".")[2]
    return f"{module}.{handler.__qualname__.split('.')[0]}"


def _shape(path: str) -> str:
    """A path with its names left out, to compare two by."""
    return _NAMED.sub("{}", path)


_READS = {("GET", _shape(path)): handler for path, handler in routes.HANDLERS.items()}
_WRITES = {(method, _shape(path)): handler for (method, path), handler in routes.WRITES.items()}


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((Path(settings.BASE_DIR) / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def _used(tree: ast.Module) -> Iterator[str]:
    """Operations that a module calls by the client's methods, or appends to such a call."""
    methods = client_methods()
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if identity := methods.get(_dotted(node)):
            yield identity
        if isinstance(node, ast.Call) and (identity := methods.get(_dotted(node.func))):
            yield from _appended(node, OPERATIONS[identity], assigned)


def _dotted(node: ast.AST) -> str:
    """ "movies.details" for `ask.movies.details`."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        return f"{node.value.attr}.{node.attr}"
    return ""


def _appended(node: ast.Call, operation: Operation, assigned: dict[str, ast.expr]) -> Iterator[str]:
    by_shape = {_shape(one.path): one.id for one in OPERATIONS.values() if one.method == "GET"}
    for keyword in node.keywords:
        if keyword.arg == "append_to_response":
            for part in _texts(keyword.value, assigned):
                if identity := by_shape.get(f"{_shape(operation.path)}/{part}"):
                    yield identity


def _texts(node: ast.AST, assigned: dict[str, ast.expr]) -> Iterator[str]:
    """The texts in an expression, names of the module followed, what is filled in left as "{}"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    elif isinstance(node, ast.Name) and node.id in assigned:
        yield from _texts(assigned[node.id], assigned)
    elif not isinstance(node, ast.Name):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child, assigned)


def as_markdown(found: list[Row]) -> str:
    lines = [INTRODUCTION, "| operation | route | client | stand-in | used by |", "| --- | --- | --- | --- | --- |"]
    for row in found:
        users = ", ".join(f"`{user}`" for user in sorted(row.users))
        route = f"`{row.operation.method} {row.operation.path}`"
        name = f"[{row.operation.id}]({row.operation.reference})"
        lines.append(f"| {name} | {route} | `{row.method}` | `{row.handler}` | {users} |")
    return "\n".join(lines) + "\n" + CLIENTS


INTRODUCTION = """# TMDB's API, route by route

Made by `manage.py api_docs` from the code; a test fails when it is stale or a row has a gap. Each operation leads to
the page of TMDB's documents about it. The client's methods are below `tmdb.Endpoints`: their docstrings name the
fields of the answers, that of `tmdb.endpoints` their units and errors. The stand-in's handlers are in
`tmdb_demo/handlers`.
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
