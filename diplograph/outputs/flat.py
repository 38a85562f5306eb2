"""Attributes as formats of exchange hold them: one plain value each, and no character that breaks a file."""

import json
import math
import re
from collections.abc import Mapping

Scalar = str | int | float | bool

FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters, lone surrogates and the two non-characters."""


def flatten_attributes(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """The same attributes with one plain value each; None, NaN and infinite ones are left out.

    >>> flatten_attributes({"aliases": ("PRC", "Beijing"), "refs": {"iso2": "CN"}, "first": None})
    {'aliases': 'PRC; Beijing', 'refs': 'iso2=CN'}
    """
    flat = {clean_text(name): flatten_value(value) for name, value in attributes.items()}
    return {name: value for name, value in flat.items() if value is not None}


def flatten_value(value: object) -> Scalar | None:
    """One plain value: texts of a list are joined by `; `, a mapping is `key=value; …`, the rest is JSON."""
    if hasattr(value, "item"):  # a number of numpy, which is none of Python's own
        value = value.item()
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    match value:
        case None:
            return None
        case bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case str():
            return clean_text(value)
        case set() | frozenset():
            return flatten_value(sorted(value, key=str))
        case list() | tuple() if all(isinstance(part, str) for part in value):
            return clean_text("; ".join(value))
        case Mapping() if all(isinstance(part, str) for part in value.values()):
            return clean_text("; ".join(f"{key}={part}" for key, part in sorted(value.items())))
    return clean_text(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def clean_text(text: str) -> str:
    """The text with plain line ends, and U+FFFD for every character that a file could not hold.

    >>> clean_text("a\\r\\nb\\x00")
    'a\\nb\ufffd'
    """
    return FORBIDDEN.sub("\ufffd", str(text).replace("\r\n", "\n").replace("\r", "\n"))
