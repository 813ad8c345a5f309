"""The page in headless Chromium: without network, without errors on the console, with its charts drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sim.report.debrief_page import html
from sim.seat.beside import history_of
from sim.seat.debrief import debrief
from sim.views import DebriefView
from tests.report.browser import needs_browser, opened, printed
from tests.report.test_debrief import ORDERS, SEAT, played

pytestmark = needs_browser

# What a reader would see: the boxes of the charts' lines and areas, and what could be asked of the network.
PROBE = """
<script>
addEventListener("load", () => {
  const boxes = [...document.querySelectorAll("svg.chart")].map(svg => ({
    width: svg.getBoundingClientRect().width,
    lines: [...svg.querySelectorAll("path.line")].map(path => path.getTotalLength()),
    areas: [...svg.querySelectorAll("path.wide")].map(path => path.getBBox().width),
    outside: [...svg.querySelectorAll("text")].filter(text => {
      const own = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
      return own.left < all.left - 1 || own.right > all.right + 1;
    }).length,
  }));
  const asked = performance.getEntriesByType("resource").map(entry => entry.name);
  const found = { boxes, asked, wide: document.documentElement.scrollWidth > innerWidth };
  document.body.insertAdjacentHTML("beforeend", `<pre id="probe">${JSON.stringify(found)}</pre>`);
});
</script>
"""


@pytest.fixture(scope="module")
def found() -> DebriefView:
    game = played(*ORDERS)
    view = debrief(game, SEAT, history_of(game), 30, lambda share: None, lambda: False)
    assert view is not None
    return view


def test_it_opens_without_network_and_errors_and_draws(found: DebriefView, tmp_path: Path) -> None:
    page = tmp_path / "debrief.html"
    page.write_text(html(found).replace("</body>", PROBE + "</body>"), encoding="utf-8")
    shown, console = opened(page, "--window-size=1000,1400")
    seen = json.loads(re.findall(r'<pre id="probe">(.*?)</pre>', shown, re.S)[-1])
    assert not console
    assert not seen["asked"] and not seen["wide"]
    assert len(seen["boxes"]) == len(found.lines) + len(found.turning_points)
    for k, box in enumerate(seen["boxes"]):
        assert box["width"] > 200 and not box["outside"]
        assert box["lines"] and all(length > 100 for length in box["lines"])
        assert len(box["areas"]) == (k < len(found.lines))


def test_an_error_on_the_console_would_be_seen(found: DebriefView, tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_text(html(found).replace("</body>", '<script>nothing.there()</script></body>'), encoding="utf-8")
    assert opened(page)[1]


def test_it_prints(found: DebriefView, tmp_path: Path) -> None:
    page = tmp_path / "debrief.html"
    page.write_text(html(found), encoding="utf-8")
    assert 2 <= printed(page) <= 8
