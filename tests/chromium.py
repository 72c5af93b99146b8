"""Find a Chromium for the tests: an installed one, then Playwright's; where there is none, say how to get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find() -> str | None:
    """The path of a browser, or None."""
    installed = [os.environ.get("CHROME_PATH"), *map(shutil.which, NAMES)]
    return next((path for path in installed if path), None) or from_playwright()


def from_playwright() -> str | None:
    """Playwright's own download, where it is."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_command() -> str:
    """The one command that installs a browser here."""
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get update && {sudo}apt-get install --yes chromium"
    return f"{sys.executable} -m playwright install chromium"


def main() -> int:
    """Exit 0 when there is a browser; on a CI machine, install one first."""
    if find():
        return 0
    if os.environ.get("CI"):
        subprocess.run(install_command(), shell=True, check=True)
        return 0 if find() else 1
    print(f"The browser tests need a Chromium. Install one with:\n\n    {install_command()}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
