"""A real browser for tests: headless Chromium, with axe for accessibility; without them tests skip."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = importlib.util.find_spec("axe_core_python")
FLAGS = {"narrow": ["--window-size=320,800"]}
MEDIA = {"dark": "@media (prefers-color-scheme: dark)", "printed": "@media print"}
"""The style rules that hold when a page is looked at so: a browser without a window cannot be told to."""
WAYS = ("light", "dark", "narrow", "printed")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
needs_axe = pytest.mark.skipif(AXE is None, reason="axe-core-python is not installed")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def shown(page: str, folder: Path, script: str, *flags: str) -> str:
    """The document of a page after a script has run in it."""
    assert CHROMIUM is not None
    safe = script.replace("</script", "<\\/script")
    path = folder / "page.html"
    path.write_text(
        POLICY.sub("", page).replace("</body>", f"<script>{safe}</script></body>"), encoding="utf-8"
    )
    asked = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", *flags]
    found = subprocess.run(
        [*asked, "--dump-dom", path.as_uri()], capture_output=True, text=True, timeout=300, check=False
    )
    return found.stdout


def axe_finds_nothing(page: str, how: str, folder: Path) -> None:
    """Assert that axe has nothing to object to a page."""
    assert AXE is not None and AXE.origin is not None
    axe = (Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    run = (
        "axe.run(document, {runOnly: {type: 'tag', values: " + json.dumps(TAGS) + "}}).then(found => {"
        "const told = document.createElement('pre'); told.id = 'axe';"
        "const nodes = one => one.nodes.map(node => node.html);"
        "told.textContent = JSON.stringify(found.violations.map(one => [one.id, nodes(one)]));"
        "document.body.append(told)})"
    )
    media = MEDIA.get(how)
    assert media is None or media in page
    looked_at = page.replace(media, "@media all") if media else page
    text = shown(looked_at, folder, f"{axe};{run}", *FLAGS.get(how, ()))
    told = re.search(r'<pre id="axe">(.*?)</pre>', text, re.DOTALL)
    assert told is not None, "axe did not answer"
    assert json.loads(html.unescape(told[1])) == []
