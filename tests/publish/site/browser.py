"""Chromium without a window, as tests look at pages with it."""

from __future__ import annotations

import shutil
import subprocess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000")


def dom(url: str, *options: str) -> str:
    """Return a page as HTML after its scripts have run."""
    assert CHROMIUM is not None, "no chromium is installed"
    command = [CHROMIUM, *_OPTIONS, *options, "--dump-dom", url]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
