"""The hooks that MkDocs calls, in the order in which things happen. Each job stands in its own file."""

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from nbclient.exceptions import CellExecutionError

from bookmaking import (
    concepts,
    executor,
    gallery,
    offline,
    pages,
    placing,
    references,
    security_policy,
    sims,
)

UNPUBLISHED = {"concepts.yml", "assets/vendor/katex/katex.min.js", "assets/vendor/katex/README.md"}


@dataclass
class Build:
    """What one hook has to tell another."""

    serving: bool = False
    reading: Page | None = None
    sources: dict[str, str] = field(default_factory=dict)  # built page -> the file it came from


now = Build()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """While a page is being written, only that page is built; the whole site is checked by `make site`."""
    now.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Notebook outputs are kept as long as the library is the same; a folder without a server cannot search."""
    forget_sources()
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({**placing.FENCE, "format": placing.show})
    if config.extra.get("offline"):
        config.plugins.pop("material/search", None)
    notebooks: Any = config.plugins.get("mkdocs-jupyter")
    if notebooks:
        notebooks.config["cache_dir"] = f".cache/notebooks/{executor.library_hash()[:16]}"
    return config


def forget_sources() -> None:
    """Forget the library and the sims as they were at the last build of `make serve`, before anything asks for them."""
    for name in [name for name in sys.modules if name.split(".")[0] == "layerwise"]:
        del sys.modules[name]
    executor.library_hash.cache_clear()
    sims.read_sim.cache_clear()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Mount `sims/` beside the chapters; keep what only the build needs out of the site."""
    for path in sorted(sims.SIMS.rglob("*")):
        if path.is_file() and (path.suffix in sims.PUBLISHED or path.name.startswith("LICENSE")):
            uri = f"sims/{path.relative_to(sims.SIMS).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))
    for file in [
        f for f in files if f.src_uri in UNPUBLISHED or ("vendor" in f.src_uri and f.src_uri.endswith(".md"))
    ]:
        files.remove(file)
    now.sources.update({f.dest_uri: f.abs_src_path for f in files if f.abs_src_path})
    if now.serving:
        forget_stale(files, config)
    return files


def forget_stale(files: Files, config: MkDocsConfig) -> None:
    """With `serve --dirty` a page is rebuilt when its file changed; here also when the library or a sim did."""
    stamp = Path(config.site_dir) / ".library"
    current = executor.library_hash() + "".join(
        str(p.stat().st_mtime_ns) for p in sorted(sims.SIMS.glob("*/*.*"))
    )
    if stamp.exists() and stamp.read_text() != current:
        for file in files.documentation_pages():
            Path(file.abs_dest_path).unlink(missing_ok=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(current)


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """Remember which page is being read: a notebook that raises does not say."""
    now.reading = page


def on_build_error(*, error: Exception) -> None:
    """A cell that raised is told like a block that raised: file, line, what to do."""
    if isinstance(error, CellExecutionError) and now.reading:
        path, source = pages.source_of(now.reading)
        cell = re.search(r"-{10,}\n(.*?)\n-{10,}", str(error), re.S)
        line = pages.line_of(cell[1], source) if cell else 1
        raise PluginError(
            f"{path}:{line}: a cell raised {error.ename}: {error.evalue}: mend the cell"
        ) from error


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Run the page; the gallery shows every sim."""
    if page.file.src_uri.endswith(".ipynb"):
        return None
    prepared = pages.prepare(markdown, page, config)
    return gallery.expand(prepared, page.file.src_uri, Path(config.docs_dir), config.nav)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What was run is what is shown; a notebook comes to look like a page."""
    if page.file.src_uri.endswith(".ipynb"):
        return pages.notebook_page(html, page, files)
    pages.check_fences(html, page)
    return html


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Render the formulas."""
    return pages.render_maths(output, page)


def in_source(fault: references.Fault) -> str:
    """A fault told with file and line of the source where they are known, else those of the built page."""
    source = Path(now.sources.get(fault.page, ""))
    if source.suffix not in {".md", ".ipynb"}:
        return f"{fault.page}:{fault.line}: {fault.what}"
    words = [fault.url, fault.url.rpartition("#")[2], fault.url.rstrip("/").rpartition("/")[2]]
    lines = [pages.line_of(word, source.read_text("utf8")) for word in words if word]
    return f"{os.path.relpath(source)}:{max(lines, default=1)}: {fault.what}"


def on_post_build(config: MkDocsConfig) -> None:
    """Check the whole site, then seal it."""
    if now.serving:
        return
    site = Path(config.site_dir)
    faults = [in_source(fault) for fault in references.check_site(site, config.site_url or "")]
    faults += concepts.check_concepts(Path(config.docs_dir) / "concepts.yml", site, config.use_directory_urls)
    if faults:
        raise PluginError("\n".join(faults))
    if config.extra.get("offline"):
        offline.inline_modules(site)
    else:
        security_policy.write_policy(site)
    for path in site.rglob("*.gz"):  # the sitemap's twin holds a time stamp
        os.remove(path)
