"""A small book of the test's own pages, built with the real configuration."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from bookmaking import sims

Build = Callable[..., Path]
LEDGER = """\
- name: thing
  definition: A thing.
  prerequisites: []
  anchor: index.md#{anchor}
  sim: null
  library: null
"""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """`build({"index.md": "..."})` builds the pages and returns the folder of the site."""

    def run(files: dict[str, str], **options: object) -> Path:
        docs, site = tmp_path / "docs", tmp_path / "site"
        assets = Path("docs/assets").resolve()
        docs.mkdir()
        (docs / "assets").symlink_to(assets, target_is_directory=True)
        for name, text in {"concepts.yml": LEDGER.format(anchor="top"), **files}.items():
            (docs / name).parent.mkdir(exist_ok=True)
            (docs / name).write_text(text, "utf8")
        nav = [name for name in files if name.endswith((".md", ".ipynb"))]
        nav += [f"sims/{name}/index.md" for name in sims.names()]
        config = load_config("mkdocs.yml", docs_dir=str(docs), site_dir=str(site), nav=nav, **options)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        return site

    return run


@pytest.fixture
def refused(build: Build, caplog: pytest.LogCaptureFixture) -> Callable[..., str]:
    """`refused({...})` builds pages that must not build, and returns what the author is told."""

    def run(files: dict[str, str]) -> str:
        with pytest.raises((Abort, PluginError)) as stopped:
            build(files)
        logged = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        return "\n".join([*logged, str(stopped.value)])

    return run
