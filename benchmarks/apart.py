"""Work in a process of its own that starts with nothing, to see what memory it takes."""

import importlib
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection


def measured(module: str, function: str, *arguments: object) -> list[float]:
    """What the function measures, and after that the most memory it took, in MB."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_told, args=(theirs, module, function, arguments))
    process.start()
    theirs.close()
    found: list[float] = ours.recv()
    process.join()
    return found


def _told(pipe: Connection, module: str, function: str, arguments: tuple[object, ...]) -> None:
    import django

    django.setup()
    found = getattr(importlib.import_module(module), function)(*arguments)
    pipe.send([*found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])
