"""The offline form of a sim: Chromium blocks module files on `file://`, but not modules from an import map of data.

In the offline build every module that a sim loads is written into its import map; nothing else changes.
"""

import base64
import json
from pathlib import Path

from bookmaking.references import Html
from bookmaking.sims import IMPORT_MAP, SIMS, modules


def data_url(source: str) -> str:
    """A module as an address that needs no file."""
    return "data:text/javascript;base64," + base64.b64encode(source.encode()).decode()


def inline_modules(site: Path) -> None:
    """Rewrite the import map of every sim of the built site."""
    for path in sorted(site.glob("sims/*/main.html")):
        text = path.read_text("utf8")
        found = modules(SIMS / path.parent.name, "\n".join(Html(text).scripts))
        path.write_text(with_modules(text, found), "utf8")


def with_modules(text: str, found: dict[str, str]) -> str:
    """The page with these modules in its import map."""
    table = json.dumps({"imports": {spec: data_url(source) for spec, source in found.items()}})
    return IMPORT_MAP.sub(lambda _: f'<script type="importmap">{table}</script>', text)
