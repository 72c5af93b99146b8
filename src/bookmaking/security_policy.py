"""Write the Content-Security-Policy into every page: only this site, only the scripts that the build wrote.

Every page carries the hashes of the inline scripts of the whole site, so that a page reached through another
one is never blocked. Styles keep 'unsafe-inline' because KaTeX places its boxes with style attributes.
"""

import base64
import hashlib
from pathlib import Path

from bookmaking.references import Html

META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
CHARSET = '<meta charset="utf-8">'


def script_hash(script: str) -> str:
    """The source expression that allows exactly this script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(hashes: list[str]) -> str:
    """The policy of the whole site."""
    return "; ".join([
        "default-src 'self'",
        f"script-src 'self' {' '.join(hashes)}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ])  # fmt: skip


def write_policy(site: Path) -> None:
    """Put the policy behind the charset of every page, before anything that it governs."""
    pages = {path: path.read_text("utf8") for path in sorted(site.rglob("*.html"))}
    scripts = {script for text in pages.values() for script in Html(text).scripts}
    meta = META.format(policy=policy(sorted(map(script_hash, scripts))))
    for path, text in pages.items():
        if CHARSET not in text:
            raise ValueError(
                f"{path.relative_to(site)}: no {CHARSET}: the security policy is written behind it"
            )
        path.write_text(text.replace(CHARSET, f"{CHARSET}\n{meta}", 1), "utf8")
