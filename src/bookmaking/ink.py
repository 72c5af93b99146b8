"""Put a Matplotlib drawing into a page as inline SVG, in the page's own ink, for light and dark alike."""

import re

# A figure is drawn in the light colours of sims/kit/tokens.css; each becomes the variable that it stands for.
TOKENS = {
    "#000000": "currentColor",
    "#1f2328": "currentColor",
    "#57606a": "var(--muted)",
    "#d8d4cb": "var(--rule)",
    "#0b5faf": "var(--positive)",
    "#b4470a": "var(--negative)",
    "#8c1aff": "var(--backward)",
    "#0f6e66": "var(--accent)",
    "#fbfaf7": "var(--paper)",
}
ID = re.compile(r'(?P<before>\bid="|href="#|url\(#)(?P<id>[^")]+)')


def inline(svg: str, name: str, alt: str) -> str:
    """The drawing with its ids made unique by `name`, its colours the page's, and `alt` said to who cannot see it."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.S)
    body = ID.sub(lambda m: f"{m['before']}{name}-{m['id']}", body)
    body = re.sub("|".join(TOKENS), lambda m: TOKENS[m[0].lower()], body, flags=re.I)
    return body.replace("<svg ", f'<svg class="drawing" role="img" aria-label="{alt}" ', 1)
