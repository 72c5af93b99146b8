"""A listing walked through line by line: what each line is for, and what it did when it was run."""

from layerwise.walkthrough.html import to_html
from layerwise.walkthrough.listing import ListingError
from layerwise.walkthrough.page import to_page
from layerwise.walkthrough.running import surprise, trace
from layerwise.walkthrough.steps import Walk
from layerwise.walkthrough.terminal import to_terminal

__all__ = ["ListingError", "Walk", "surprise", "to_html", "to_page", "to_terminal", "trace"]
