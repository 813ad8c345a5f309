"""Forecasts as text and charts: what may come of some orders against giving none."""

from __future__ import annotations

from collections.abc import Iterator

from tui.charts.canvas import Row as ChartRow
from tui.charts.fan import Chart, Line, Shade, draw
from tui.figures import number, shortened, signed
from tui.lines import unit
from tui.snapshot import Snapshot
from tui.texts import say
from tui.views import Band, FanView, ForecastView, GoalForecast
from tui.widgets.picture import Drawer

SHORTEST = 10  # cells for the label of a goal
FIGURES = 29  # cells for the numbers beside it


def preview(snapshot: Snapshot, orders: tuple[str, ...], width: int, refused: str = "") -> Iterator[str]:
    """The table of the goals under the orders, with how often they are served better; or what is lacking."""
    found = snapshot.forecast(orders)
    if refused:
        yield say("preview-refused")
    elif not orders or snapshot.view.over:
        yield say("preview-nothing")
    elif found is None:
        yield say("preview-computing")
    else:
        yield from forecast_lines(found, width)


def forecast_lines(found: ForecastView, width: int) -> Iterator[str]:
    """Verdict, consent, then one row a goal: without and with the orders, the band, and how often it is better."""
    yield verdict(found)
    for key, share in found.agreed:
        title = dict(zip(found.orders, found.titles, strict=False)).get(key, key)
        if share < 1:
            yield say("preview-agreed", title=title, share=f"{share:.0%}")
    yield from (x.words for x in found.regimes)
    yield ""
    yield from goal_table(found, width)
    yield say("preview-signs")


def verdict(found: ForecastView) -> str:
    """What the orders bring the score, in how many draws they are better, in how many worse."""
    low, gain, high = (signed(x, 0) for x in found.gain)
    return say("preview-verdict", gain=gain, low=low, high=high, better=f"{found.better:.0%}",
               worse=f"{found.worse:.0%}", runs=found.runs)


def goal_table(found: ForecastView, width: int) -> Iterator[str]:
    """A row a goal under its headings: the medians without and with the orders, and where eight in ten draws end."""
    labels = [g.label for g in found.goals]
    room = max(SHORTEST, min(width - FIGURES, max(map(len, labels))))
    yield say("preview-by", when=found.months[-1]).upper()
    yield f"{'':{room - 1}} {say('preview-without'):<7}{say('preview-with'):>7}{say('preview-band'):>12}".upper()
    yield from (goal_row(label, g, room) for label, g in zip(shortened(labels, room), found.goals, strict=True))


def goal_row(label: str, g: GoalForecast, width: int) -> str:
    """`Autonomy         47     51    44…58`, then a sign for which way most draws go."""
    low, middle, high = (number(x, 0) for x in g.bundle)
    return f"{label:{width}} {number(g.unchanged[1], 0):>6} {middle:>6} {f'{low}…{high}':>11} {tendency(g)}"


def tendency(g: GoalForecast) -> str:
    """`▲▲`: better in nine of ten draws, `▲` in two of three; `▼` likewise worse; `·` neither."""
    for share, sign in ((g.better, "▲"), (g.worse, "▼")):
        if share >= 2 / 3:
            return sign * (2 if share >= 0.9 else 1)
    return "·"


def fan_of(found: ForecastView | None, path: str = "") -> FanView | None:
    """The fan of a number; without a path, the one that the orders move most in steps that would be noticed."""
    if found is None or not found.fans:
        return None
    named = next((fan for fan in found.fans if fan.path == path), None)
    moved = max(found.fans, key=lambda fan: (fan.goal, abs(fan.bundle.p50[-1] - fan.unchanged.p50[-1]) / fan.step))
    return named if path else moved


def title_of(fan: FanView) -> str:
    return f"{fan.label}{unit(fan.unit)}"


def shades(band: Band, start: int) -> tuple[Shade, ...]:
    return (Shade(band.p10, band.p90, start, "wide"), Shade(band.p25, band.p75, start, "near"))


def fan_chart(fan: FanView | None, snapshot: Snapshot, months: tuple[str, ...]) -> Drawer:
    """The past, the fan over it from now on, and the median without orders."""
    if fan is None:
        return nothing(say("preview-none"))
    now = len(fan.past) - 1
    lines = (*ghost(snapshot.ghost(fan.path)), Line(fan.past), Line(fan.unchanged.p50, now, "unchanged", "dashed"),
             Line(fan.bundle.p50, now, "ahead"))
    ticks = tuple((now + k, label) for k, label in enumerate(months) if k % 6 == 0)
    chart = Chart(lines, shades(fan.bundle, now), ticks, (now,), fan.decimals, fan.step)
    return lambda width, height, pattern: draw(chart, width, height, pattern)


def ghost(past: tuple[float, ...]) -> tuple[Line, ...]:
    """History's line, dotted, where it is known."""
    return (Line(past, 0, "ghost", "dotted"),) if past else ()


def nothing(text: str) -> Drawer:
    def draw_nothing(width: int, height: int, pattern: bool) -> tuple[ChartRow, ...]:
        return (((text, "axis"),),)

    return draw_nothing
