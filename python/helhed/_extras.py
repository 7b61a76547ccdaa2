"""Optional packages, imported when they are needed."""

import importlib
from types import ModuleType

from ._core import missing_extra

__all__ = ["required"]


def required(module: str, extra: str) -> ModuleType:
    """The module, or `HelhedError` H601 that names the extra which brings it.

    >>> required("json", extra="documents").__name__
    'json'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise missing_extra(module.partition(".")[0], extra) from error
