"""The picture that links to the site carry: `python -m nines.site.social` draws it with Chromium."""

import os
import shutil

from playwright.sync_api import sync_playwright

from nines.lab import ROOT

PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="file://{assets}/tokens.css"><style>
body {{ margin: 0; padding: 96px 110px; background: var(--nines-paper); color: var(--nines-ink); }}
svg {{ display: block; width: 420px; height: 105px; margin-left: -22px; }}
svg {{ fill: currentColor; color: var(--nines-accent); }}
h1 {{ font: 560 92px/1.08 var(--nines-serif); letter-spacing: -0.012em; margin: 44px 0 36px; }}
p {{ font: 31px/1.45 var(--nines-sans); color: var(--nines-muted); margin: 0; max-width: 980px; }}
</style>{mark}<h1>Learn to run production<br>by running it</h1>
<p>Articles, executable lessons, and exercises checked by pytest.</p>"""


def draw() -> None:
    """Draw the mark and the one sentence, in the site's own type and colors."""
    assets = ROOT / "docs" / "assets"
    mark = (ROOT / "overrides" / "partials" / "logo.html").read_text(encoding="utf-8")
    page = ROOT / ".cache" / "social.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(PAGE.format(assets=assets, mark=mark), encoding="utf-8")
    with sync_playwright() as playwright:
        path = os.environ.get("NINES_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        tab = browser.new_page(viewport={"width": 1200, "height": 630})
        tab.goto(page.as_uri())
        tab.evaluate("document.fonts.ready")
        tab.screenshot(path=assets / "social.png")
        browser.close()


if __name__ == "__main__":
    draw()
