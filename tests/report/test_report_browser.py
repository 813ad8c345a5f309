"""The report of a store in headless Chromium, on a telephone and on a desk: no network, no errors, nothing cut off."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from sim.batch.account import account
from sim.batch.evidence import evidence
from sim.report.laboratory_page import html
from tests.batch.stores import filled, plan
from tests.report.browser import needs_browser, opened, printed

pytestmark = needs_browser
CHARTS = (1 + 1 + 6 + 6) + (1 + 6) + 1 + 8  # y: spread, bound, Sobol, heat maps; LONG: ranks; flat; months
LONG = "an_outcome.with_a_name.that_is_as_long_as_names_may.become_in_the_designs_of_people_who_like_long_names"

# What a reader would see, told to the page around it: Chromium's own window is never narrower than 500 pixels.
PROBE = """
<script>
addEventListener("load", () => {
  document.querySelectorAll("details").forEach(each => each.open = true);
  const inside = (mark, box) => mark.left >= box.left - 1 && mark.right <= box.right + 1
    && mark.top >= box.top - 1 && mark.bottom <= box.bottom + 1;
  const charts = [...document.querySelectorAll("svg.chart")].map(svg => {
    const box = svg.getBoundingClientRect();
    return { width: box.width, marks: svg.children.length, aloud: svg.getAttribute("aria-label").length,
             numbers: !!svg.closest("figure").querySelector("table"),
             outside: [...svg.children].filter(mark => !inside(mark.getBoundingClientRect(), box))
               .map(mark => mark.outerHTML) };
  });
  const asked = performance.getEntriesByType("resource").map(entry => entry.name);
  const root = document.documentElement;
  parent.postMessage(JSON.stringify({ charts, asked, width: innerWidth, wide: root.scrollWidth > innerWidth }), "*");
});
</script>
"""
AROUND = """<!DOCTYPE html><link rel="icon" href="data:,"><iframe src="page.html" width="{width}" height="900"></iframe>
<pre id="probe"></pre><script>onmessage = told => document.getElementById("probe").textContent = told.data</script>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of a store with all that a report can draw: two seats, a bound, months, empty cells, a constant."""
    folder = tmp_path_factory.mktemp("made") / "store"
    policies = {f"{a}-{b}": {"mongolia": a, "china": b} for a in ("lean", "steady") for b in ("random", "steady")}
    its = plan(policies=policies, changes=["none"], events={"rate-cut": ["on", "off"]},
               uncertainties={"mongolia.reserves": [1, 3], "home.sparks.size": [0.0, 0.1]},
               sampling={"method": "saltelli", "points": 32}, paths=["rivalry"],
               outcomes={"y": {"score": "mongolia", "above": 3.0, "unit": "points"}, LONG: {"score": "china"},
                         "flat": {"goal": ["mongolia", "mongolia.balance"]}})
    rng = np.random.default_rng(1)
    y = rng.normal(size=its.rows) + np.tile(its.points["mongolia.reserves"], len(its.experiments))
    points = {name: np.tile(values, len(its.experiments)) for name, values in its.points.items()}
    filled(folder, its, {**points, "y": y, LONG: np.where(y > 2, y, np.nan), "flat": np.full(its.rows, 7.0)},
           {"rivalry": rng.random((its.rows, 24))})
    return html(account(evidence(folder)))


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_whole_on_a_telephone_and_on_a_desk(page: str, tmp_path: Path, width: int) -> None:
    inside = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page).replace("</body>", PROBE + "</body>")
    (tmp_path / "page.html").write_text(inside, encoding="utf-8")
    around = tmp_path / "around.html"
    around.write_text(AROUND.format(width=width), encoding="utf-8")
    shown, console = opened(around, "--window-size=1400,1000")
    seen = json.loads(re.findall(r'<pre id="probe">(.*?)</pre>', shown, re.S)[-1])
    assert not console
    assert seen["width"] == width and not seen["wide"] and not seen["asked"]
    assert len(seen["charts"]) == CHARTS
    for chart in seen["charts"]:
        assert chart["width"] > 200 and chart["marks"] > 3 and chart["aloud"] > 10 and chart["numbers"]
        assert chart["outside"] == []


def test_its_policy_lets_nothing_in_and_its_console_is_silent(page: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    assert not opened(file)[1]
    file.write_text(page.replace("</body>", '<script>document.title = "in"</script></body>'), encoding="utf-8")
    shown, console = opened(file)
    assert "<title>in</title>" not in shown and "Content Security Policy" in console
    assert 3 <= printed(file) <= 30
