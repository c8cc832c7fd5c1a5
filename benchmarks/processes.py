"""Functions run in a process that starts with nothing, to measure their memory."""

import importlib
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection

import django


def measure(module: str, function: str, *arguments: object) -> list[float]:
    """Return the figures that a function returns, and its peak of memory in MB."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_send_figures, args=(theirs, module, function, arguments))
    process.start()
    theirs.close()
    figures: list[float] = ours.recv()
    process.join()
    return figures


def _send_figures(pipe: Connection, module: str, function: str, arguments: tuple[object, ...]) -> None:
    django.setup()
    figures = getattr(importlib.import_module(module), function)(*arguments)
    pipe.send([*figures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])
