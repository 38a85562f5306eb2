"""The frame of the interactive page, which lets nothing in a document act as code.

Everything that comes from documents reaches the page as data or as escaped text; a
Content-Security-Policy lets only our own scripts and styles run, and nothing be fetched.
"""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from diplograph.errors import OutputError
from diplograph.graph.build import Saying

SCRIPTS = ("model.js", "drawing.js", "evidence.js", "controls.js")


def make_environment() -> Environment:
    """A template environment where every text is escaped and every missing name an error."""
    loader = PackageLoader("diplograph.outputs", "template")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.lstrip_blocks = True
    environment.policies["json.dumps_kwargs"] = {"allow_nan": False, "separators": (",", ":")}
    environment.filters |= {"part_quote": part_quote, "keep_web_address": keep_web_address}
    return environment


def keep_web_address(url: str) -> str:
    """The address if following it can only open a page of the web, else nothing.

    >>> keep_web_address("https://example.org/a"), keep_web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def part_quote(saying: Saying) -> tuple[str, str, str]:
    """The quote before, in and after the words that carry the relation.

    >>> part_quote({"quote": "A met B.", "start": 5, "trigger": "met", "trigger_start": 7})
    ('A ', 'met', ' B.')
    """
    quote, start = saying["quote"], saying["trigger_start"] - saying["start"]
    end = start + len(saying["trigger"])
    if start < 0 or quote[start:end] != saying["trigger"]:
        return quote, "", ""
    return quote[:start], quote[start:end], quote[end:]


@cache
def load_assets() -> dict[str, Any]:
    """Scripts and style, and the policy that lets these and nothing else run."""
    folder = resources.files("diplograph.outputs") / "template"
    vis = resources.files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js"
    ours = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    library = check_script(vis.read_text(encoding="utf-8"))
    script = check_script(f"(() => {{\n'use strict';\n{ours}}})();\n")
    style = (folder / "page.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {hash_source(library)} {hash_source(script)};"
        f" style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    )
    return {"library": Markup(library), "script": Markup(script), "style": Markup(style), "policy": policy}


def check_script(text: str) -> str:
    """The script with plain line ends, certain not to close its own tag."""
    if "</script" in text.lower() or "<!--" in text:
        raise OutputError("a script of the page holds the end of a script: install diplograph and pyvis anew")
    return text.replace("\r\n", "\n")


def hash_source(text: str) -> str:
    """The text's hash as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
