"""Exercises in a page: the fence is run, its five variants drawn and shown as one card in its place."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from bookmaking import maths
from bookmaking.fences import Fence

NAME = re.compile(r"[a-z][a-z0-9-]*")
SEEDS = re.compile(r"\d{1,9}( \d{1,9})*")


def practise(fence: Fence, namespace: dict[str, Any], path: str) -> tuple[str, str, BaseException | None]:
    """HTML, failure (or ""), and what the code raised. It sees the page's names, and leaves none behind."""
    # Imported here, because `make serve` forgets the library between two builds.
    from bookmaking.exercise_card import card
    from layerwise.exercises.variants import SEEDS as FIVE
    from layerwise.exercises.variants import variants

    if fault := misspelt(fence):
        return "", f"{path}:{fence.line}: {fault}", None
    printed, own = io.StringIO(), dict(namespace)
    seeds = [int(s) for s in fence.options["seeds"].split()] if "seeds" in fence.options else FIVE
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * fence.line + fence.code, path, "exec"), own)
            if "exercise" not in own or own["exercise"] is namespace.get("exercise"):
                return "", f"{path}:{fence.line}: an exercise defines `exercise(rng, variant)`", None
            drawn = variants(own["exercise"], seeds)
        html = card(drawn, fence.options["id"], fence.options["title"], Path(path).stem)
        maths.render_page(html)  # a formula that does not parse is told here, where its line is known
    except maths.FormulaError as error:
        return "", f"{path}:{fence.line}: {error}", None
    except Exception as error:
        return "", "", error
    if printed.getvalue():
        return "", f"{path}:{fence.line}: an exercise prints nothing: {printed.getvalue()!r}", None
    return html, "", None


def misspelt(fence: Fence) -> str:
    """What is wrong with the fence itself, or ""."""
    if fence.classes != {"exercise"}:
        return "an exercise stands alone: write {.python .exercise}, without another class"
    for option in ("title", "id"):
        if not fence.options.get(option):
            return f'an exercise has a title and an id: write {option}="…"'
    if "$" in fence.options["title"]:
        return "a title holds no formula: it would leak into the search"
    if not NAME.fullmatch(fence.options["id"]):
        return f"id {fence.options['id']!r}: write small letters, digits and hyphens"
    seeds = fence.options.get("seeds", "0 1 2 3 4")
    if not SEEDS.fullmatch(seeds) or len(set(seeds.split())) != 5:
        return f'seeds {seeds!r}: write five different numbers, like seeds="0 1 2 3 5"'
    return ""
