"""The client's methods, read from their signatures, and each called once with values of the right type."""

import inspect
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from tmdb import Call, Endpoints

api: Endpoints[Call] = Endpoints(lambda call: call)


def client_methods() -> dict[str, Any]:
    """Return each method under its name, for example "movies.details"."""
    return {
        f"{name}.{method}": getattr(group, method)
        for name, group in vars(api).items()
        for method in dir(group)
        if not method.startswith("_")
    }


def parameters_of(method: Any) -> dict[str, inspect.Parameter]:
    """Return a method's parameters by name, those of `**filters: Unpack[…]` one by one."""
    parameters = {}
    for parameter in inspect.signature(method).parameters.values():
        if parameter.kind is not parameter.VAR_KEYWORD:
            parameters[parameter.name] = parameter
            continue
        (filters,) = get_args(parameter.annotation)
        for name, type_ in get_type_hints(filters).items():
            parameters[name] = inspect.Parameter(name, parameter.KEYWORD_ONLY, default=None, annotation=type_)
    return parameters


def call_with(method: Any, values: Mapping[str, Any]) -> Any:
    """Call a method with those of the values that it takes, and return what it returns."""
    parameters = parameters_of(method)
    named = {name for name, parameter in parameters.items() if parameter.kind is parameter.KEYWORD_ONLY}
    positional = [values[name] for name in parameters if name not in named]
    return method(*positional, **{name: values[name] for name in parameters if name in named and name in values})


def describe_call(method: Any) -> Call:
    """Return the call that a method describes when it is given all its parameters."""
    call: Call = call_with(method, {name: sample(parameter) for name, parameter in parameters_of(method).items()})
    return call


def sample(parameter: inspect.Parameter) -> Any:
    """Return a value of a parameter's type."""
    type_ = str(parameter.annotation)
    if parameter.name == "append_to_response":
        return ("credits", "images")
    return True if "bool" in type_ else 7 if "int" in type_ else 7.5 if "float" in type_ else "text"
