"""The page works by hand through the network that its figure opens on."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from bookmaking.executor import reader_like_state


def test_the_page_and_its_figure_have_the_same_numbers():
    page = Path("docs/chapters/forward-propagation.md").read_text("utf8")
    start = Path("sims/kit/dense.js").read_text("utf8").split("START = {")[1].split("};")[0]
    for listing in re.findall(r"^```\{?\.?python.*?\n(.*?)^```$", page, re.S | re.M)[:2]:
        names: dict[str, Any] = {}
        with reader_like_state():
            exec(listing, names)
        for name, value in re.findall(r"(\w+): (\[.*\]),", start):
            assert np.array_equal(names[name], json.loads(value)), name
