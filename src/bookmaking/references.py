"""Check every link, anchor, frame, script, style and image of the built site, and that no other host is asked."""

import json
import os
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from bookmaking.sims import IMPORT_MAP, SIMS, SimError, modules, read_sim

CSS_URL = re.compile(r"url\(\s*['\"]?(?P<url>[^'\")]+)['\"]?\s*\)")
CSS_IMPORT = re.compile(r"@import\s+(?:url\()?['\"]?(?P<url>[^'\");]+)")
LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("embed", "src"),
          ("object", "data"), ("link", "href"), ("use", "href"), ("input", "src")}  # fmt: skip
NAMED_ONLY = {"canonical", "license", "alternate", "prev", "next"}  # <link>s that a browser does not fetch


@dataclass(frozen=True)
class Fault:
    """One fault of the built site; `url` is what to look for in the page's source."""

    page: str
    line: int
    what: str
    url: str = ""


@dataclass
class Html(HTMLParser):
    """What one page refers to: ids, (url, is loaded, line), and inline scripts."""

    text: str
    ids: list[tuple[str, int]] = field(default_factory=list)
    urls: list[tuple[str, bool, int]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    frames: list[tuple[str | None, int]] = field(default_factory=list)
    in_script: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and references."""
        values, line = {k: v or "" for k, v in attrs}, self.getpos()[0]
        if "id" in values:
            self.ids.append((values["id"], line))
        if tag == "iframe":
            self.frames.append((values.get("title"), line))
        for key in ("href", "src", "data", "poster"):
            if key in values:
                named = tag == "link" and set(values.get("rel", "").split()) <= NAMED_ONLY
                self.urls.append((values[key], (tag, key) in LOADED and not named, line))
        self.in_script = tag == "script" and "src" not in values
        if self.in_script:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        """Note inline scripts, exactly as they stand: the security policy hashes them."""
        if self.in_script:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        self.in_script = False


def check_site(site: Path, site_url: str) -> list[Fault]:
    """Every fault of the built site."""
    pages = {path: Html(path.read_text("utf8")) for path in sorted(site.rglob("*.html"))}
    checker = Checker(
        site, urlsplit(site_url), {path: {name for name, _ in page.ids} for path, page in pages.items()}
    )
    faults = [fault for path, page in pages.items() for fault in checker.page_faults(path, page)]
    for path in sorted(site.rglob("*.css")):
        faults += [Fault(path.relative_to(site).as_posix(), 1, what) for what in style_faults(path)]
    return faults


@dataclass
class Checker:
    """Where the site lies, where it will be served, and the ids of all its pages."""

    site: Path
    base: SplitResult
    ids: dict[Path, set[str]]

    def page_faults(self, path: Path, page: Html) -> list[Fault]:
        """The faults of one page."""
        where = path.relative_to(self.site).as_posix()
        faults = [
            Fault(where, line, f"id {name!r} stands twice: ids are unique", name)
            for name, line in twice(page.ids)
        ]
        faults += [Fault(where, line, "a frame needs a title") for title, line in page.frames if not title]
        for url, loaded, line in page.urls:
            what = self.url_fault(url, loaded, path)
            faults += [Fault(where, line, what, url)] if what else []
        return faults + [Fault(where, 1, what) for what in module_faults(path, page)]

    def url_fault(self, url: str, loaded: bool, path: Path) -> str:
        """What is wrong with one address, or ""."""
        parts = urlsplit(url)
        if parts.scheme in {"mailto", "data"}:
            return ""
        if parts.netloc and parts.netloc != self.base.netloc:
            return f"asks another host: {url}: keep a copy under docs/assets/vendor" if loaded else ""
        if parts.scheme not in {"", "http", "https"}:
            return f"{url!r} is no link: write the address of a page"
        target = self.find(unquote(parts.path), path)
        if not target.is_file():
            return f"{url!r} leads nowhere: name a page or file that exists"
        return self.fragment_fault(target, unquote(parts.fragment)) if parts.fragment else ""

    def find(self, target: str, page: Path) -> Path:
        """The file that an address names, seen from a page."""
        if target.startswith("/"):
            found = self.site / target.removeprefix(self.base.path).lstrip("/")
        else:
            found = page.parent / target if target else page
        found = Path(os.path.normpath(found))
        return found / "index.html" if found.is_dir() else found

    def fragment_fault(self, target: Path, fragment: str) -> str:
        """An anchor must exist; in a link to a sim the preset must."""
        if target.name == "main.html" and target.parent.parent.name == "sims":
            preset = dict(part.split("=", 1) for part in fragment.split("&") if "=" in part).get("preset")
            known = read_sim(target.parent.name).presets
            return (
                f"no preset {preset!r}: there are {', '.join(known)}"
                if preset and preset not in known
                else ""
            )
        if target not in self.ids or fragment in self.ids[target] or fragment.startswith("__"):
            return ""
        return f"no anchor {fragment!r} there: write {{#{fragment}}} behind a heading, or mend the link"


def twice(ids: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The ids that an earlier element has already."""
    seen: set[str] = set()
    return [(name, line) for name, line in ids if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def module_faults(path: Path, page: Html) -> list[str]:
    """A sim's modules must all be there; its import map must parse."""
    if path.name != "main.html" or path.parent.parent.name != "sims":
        return []
    try:
        for text in IMPORT_MAP.findall(page.text):
            json.loads(text)
        modules(SIMS / path.parent.name, "\n".join(page.scripts))
    except (SimError, ValueError) as error:
        return [str(error)]
    return []


def style_faults(path: Path) -> list[str]:
    """Every `url()` of a style sheet must be a file of ours or data."""
    text = path.read_text("utf8")
    urls = [m["url"] for m in CSS_URL.finditer(text)] + [m["url"] for m in CSS_IMPORT.finditer(text)]
    faults = []
    for url in urls:
        if url.startswith(("data:", "#")):
            continue
        if "//" in url:
            faults.append(f"asks another host: {url}")
        elif not (path.parent / urlsplit(url).path).is_file():
            faults.append(f"{url!r} leads nowhere")
    return faults
