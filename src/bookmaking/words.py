"""Markdown within a fence, such as a caption or a question, as HTML; numbers get a true minus."""

import re

import markdown

MINUS = re.compile(r"(?<!\w)-(?=[\d.])")
VERBATIM = re.compile(r"(`[^`]*`|\$\$.*?\$\$|\$[^$]*\$)", re.S)
PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.S)


def prose(text: str) -> str:
    """Markdown as HTML, with true minus signs in the words; formulas are rendered with those of the page."""
    parts = VERBATIM.split(text)
    parts[::2] = [MINUS.sub("\u2212", part) for part in parts[::2]]
    generic = {"pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown("".join(parts), extensions=[*generic, "sane_lists"], extension_configs=generic)


def inline(text: str) -> str:
    """Markdown that stands within a line."""
    html = prose(text)
    match = PARAGRAPH.fullmatch(html)
    return match[1] if match else html
