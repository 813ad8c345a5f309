"""Games in this process: what a table keeps, what it refuses, when a turn runs, and what must not be loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from sim.errors import MultivectorError
from sim.game.game import Game
from sim.session.local import LocalGames, LocalSession, LocalTable, new_table, resumed_table
from sim.treatment import treat
from sim.views import RoomView
from tests.boards import SHORT

SEAT, OTHER = "kazakhstan", "russia"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LocalTable:
    """What lies before its opening takes a second to replay; each test finds it back at its first turn."""
    return new_table(SHORT, [SEAT], 1, tmp_path_factory.mktemp("games") / "game.jsonl")


@pytest.fixture
def table(made: LocalTable) -> LocalTable:
    if made.game.turn > 1 or made.game.words:
        made.back(1)
    return LocalTable(made.game)


@pytest.fixture
def session(table: LocalTable) -> LocalSession:
    return table.at()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> LocalTable:
    return new_table(SHORT, [SEAT, OTHER], 1, tmp_path_factory.mktemp("games") / "game.jsonl")


@pytest.fixture
def two(both: LocalTable) -> LocalTable:
    """Two people at the first turn."""
    if both.game.turn > 1 or both.game.waiting or both.game.words:
        both.back(1)
    return LocalTable(both.game)


def free(session: LocalSession) -> list[str]:
    """What can be ordered under seal."""
    return [option.key for option in session.view().options if not option.refused and not option.public]


# --- forecasts -------------------------------------------------------------------------------------------------------


def test_a_forecast_is_computed_once_a_turn_whoever_asks(table: LocalTable, monkeypatch: pytest.MonkeyPatch) -> None:
    key = free(table.at())[0]
    first = table.at().forecast((key,), months=4, runs=20)
    monkeypatch.setattr("sim.study.forecast.play_on", None)  # nothing is played again
    assert table.at().forecast((key,), months=4, runs=20) == first
    assert first and first.orders == (key,) and first.runs == 20


def test_all_forecasts_share_the_future_without_orders(session: LocalSession) -> None:
    found = [session.forecast((key,), 2, 20) for key in free(session)[:3]]
    assert len({view.fans[0].unchanged for view in found if view}) == 1 < len(found)


def test_an_outdated_forecast_gives_up(session: LocalSession) -> None:
    assert session.forecast((), 24, 20, cancelled=lambda: True) is None


def test_a_forecast_goes_on_while_the_game_does(table: LocalTable) -> None:
    """It is taken from the turn in which it was asked for, whatever happens to the game meanwhile; nobody waits."""
    expected = LocalTable(Game(treat(SHORT), (SEAT,), 1)).at().forecast((), 12, 60)
    found: list[object] = []

    def moved() -> bool:
        if table.game.turn == 1:
            elsewhere = Thread(target=lambda: table.at().submit(1, []))
            elsewhere.start()
            elsewhere.join(60)
        return False

    found.append(table.at().forecast((), 12, 60, cancelled=moved))
    assert table.game.turn == 2
    assert found == [expected]


def test_what_cannot_be_ordered_has_no_forecast(session: LocalSession) -> None:
    with pytest.raises(MultivectorError) as caught:
        session.forecast(free(session), runs=5)  # together they cost too much
    assert caught.value.problems[0].code == "MV-P010"


def test_a_finished_game_has_no_forecast_and_takes_no_orders(table: LocalTable) -> None:
    while not table.game.over:
        table.end_turn()
    for ask in (lambda: table.at().forecast(()), lambda: table.at().submit(table.game.turn, [])):
        with pytest.raises(MultivectorError) as caught:
            ask()
        assert caught.value.problems[0].code == "MV-P005"


# --- orders ----------------------------------------------------------------------------------------------------------


def test_orders_name_their_turn_and_never_reach_the_next(table: LocalTable) -> None:
    """A duplicate that comes late is known; another one is refused; both change nothing."""
    session, log = table.at(), Path(table.room().kept.place)
    order = free(session)[:1]
    assert session.submit(1, order) == {}
    kept = log.read_bytes()
    assert session.submit(1, order) == {}
    for turn, moves in ((1, []), (0, []), (3, order)):
        with pytest.raises(MultivectorError) as caught:
            session.submit(turn, moves)
        assert caught.value.problems[0].code == "MV-P013"
    assert (table.game.turn, session.orders(), log.read_bytes()) == (2, (), kept)


def test_later_orders_take_the_place_of_earlier_ones_until_the_turn_runs(two: LocalTable) -> None:
    table = two
    session, log = table.at(SEAT), Path(table.room().kept.place)
    order = free(session)[:1]
    session.submit(1, order)
    kept = log.read_bytes()
    session.submit(1, order)
    assert log.read_bytes() == kept
    session.submit(1, [])
    assert session.orders() == () and table.room().awaited == (OTHER,)
    table.at(OTHER).submit(1, [])
    assert table.game.orders[0][SEAT] == ()


def test_a_game_left_with_all_orders_in_goes_on_when_they_are_handed_in_again(table: LocalTable) -> None:
    """As after a power cut between the last orders and the turn."""
    table.game.submit(SEAT, [])
    room = table.room()
    assert (room.awaited, room.elsewhere, room.turn) == ((), (), 1)
    assert table.at().submit(1, []) == {} and table.game.turn == 2


def test_refused_orders_change_nothing(session: LocalSession) -> None:
    assert session.submit(1, ["no-such"]).keys() == {"no-such"}
    assert session.game.turn == 1 and session.table.room().change == 0


def test_reading_moves_nothing(table: LocalTable) -> None:
    session, before = table.at(), table.game.model.world.digest()
    first = session.view()
    session.check(free(session)[:1])
    session.coming()
    assert session.view() == first and table.game.model.world.digest() == before
    assert LocalTable(Game(treat(SHORT), (SEAT,), 1)).game.model.world.digest() == before


# --- several people --------------------------------------------------------------------------------------------------


def test_the_turn_runs_when_everybody_has_ordered(two: LocalTable) -> None:
    table = two
    one, other = table.at(SEAT), table.at(OTHER)
    room = table.room()
    assert [(seat.id, seat.label) for seat in room.seats] == [(SEAT, "Kazakhstan"), (OTHER, "Russia")]
    assert room.awaited == (SEAT, OTHER) and not room.sealed
    before, order = other.view(), free(one)[:1]
    assert not one.submit(1, order)
    assert table.room().awaited == (OTHER,) and table.room().turn == 1
    assert other.view() == before and other.orders() == ()  # what was ordered is sealed
    assert one.orders() == tuple(order)
    assert resumed_table(Path(room.kept.place)).room().awaited == (OTHER,)
    assert not other.submit(1, [])
    assert table.room().turn == 2 and table.room().awaited == (SEAT, OTHER)


def test_a_change_is_announced_to_whoever_waits(two: LocalTable) -> None:
    table = two
    assert table.wait(table.room().change, 0.0) == table.room()
    heard: list[RoomView] = []
    line = table.room().line
    for change in (lambda: table.at(SEAT).submit(1, []), lambda: table.at(OTHER).submit(1, []), lambda: table.back(1)):
        before = table.room().change
        waiting = Thread(target=lambda number=before: heard.append(table.wait(number, 60)))
        waiting.start()
        change()
        waiting.join(60)
        assert heard[-1].change > before
    assert [(room.turn, room.sealed, room.line) for room in heard] == [
        (1, True, line), (2, False, line), (1, False, table.room().line)]


def test_the_facilitator_holds_a_seat_or_ends_the_turn(two: LocalTable) -> None:
    table = two
    table.at(SEAT).submit(1, free(table.at(SEAT))[:1])
    chosen = table.game.by_doctrine(OTHER)
    table.hold(OTHER)
    if table.room().called(SEAT):  # its doctrine has said something to the seat
        table.at(SEAT).submit(1, table.at(SEAT).orders())
    assert table.game.turn == 2 and set(table.game.orders[0][OTHER]) == set(chosen)
    table.end_turn()
    assert table.game.turn == 3 and table.game.orders[1] == {}


def test_a_held_seat_does_what_its_doctrine_does_where_nobody_plays_it() -> None:
    """Proposals and answers to what lies open: as in the same game with that seat held by its doctrine all along."""
    played, free_game = Game(treat(SHORT), (SEAT,), 1), Game(treat(SHORT), (), 1)
    chosen = set(played.by_doctrine(SEAT))
    free_game.end_turn()
    decided = {deed.move for deed in free_game.deeds(1) if deed.agent == SEAT and deed.yes}
    assert chosen and chosen <= decided


def test_nobody_takes_a_seat_that_is_not_held(table: LocalTable) -> None:
    with pytest.raises(MultivectorError):
        table.at("atlantis")
    assert table.at(OTHER).check(["espd"])
    with pytest.raises(MultivectorError) as caught:
        table.at(OTHER).submit(1, [])
    assert caught.value.problems[0].code == "MV-P014"


# --- words in public -------------------------------------------------------------------------------------------------


def joint(session: LocalSession) -> str:
    """An option that the seat can propose, or accept."""
    return next(option.key for option in session.view().options if option.public and not option.refused)


def test_a_word_names_its_turn_and_is_known_when_it_comes_twice(two: LocalTable) -> None:
    session, log = two.at(SEAT), Path(two.room().kept.place)
    key = joint(session)
    assert session.speak(1, key, True, "it is  time ") == {}
    kept, change = log.read_bytes(), two.room().change
    assert session.speak(1, key, True, "it is time") == {}
    assert (log.read_bytes(), two.room().change) == (kept, change)
    assert session.speak(1, key, False).keys() == {key} and session.submit(1, [key]).keys() == {key}
    two.end_turn()
    assert session.speak(1, key, True, "it is time") == {}
    for turn, move in ((1, "espd"), (3, key), (0, key)):
        with pytest.raises(MultivectorError) as caught:
            session.speak(turn, move, True)
        assert caught.value.problems[0].code == "MV-P013"


def test_a_doctrine_answers_before_the_call_returns(two: LocalTable) -> None:
    session = two.at(SEAT)
    key = joint(session)
    session.speak(1, key, True, "it is time")
    (talk,) = (talk for talk in session.view().talks if talk.key == key)
    said = {answer.who: answer for answer in talk.answers}
    ours = said.pop("Kazakhstan")
    assert ours.said in ("proposed", "agreed") and ours.words == "Its reason: it is time" and said
    for answer in said.values():
        assert answer.said in ("proposed", "agreed", "refused") and answer.words.startswith("It ")
        assert not {'"', "“", "‘"} & set(answer.words)
    assert key not in {option.key for option in session.view().options}


def test_whoever_is_spoken_to_is_awaited_again_with_the_orders_as_they_were(two: LocalTable) -> None:
    one, other = two.at(SEAT), two.at(OTHER)
    order = free(one)[:1]
    one.submit(1, order)
    other.speak(1, "caspian-bar", True, "the sea is ours")
    room = two.room()
    assert (room.awaited, room.called(SEAT), room.called(OTHER)) == ((SEAT, OTHER), True, False)
    assert one.orders() == tuple(order)
    other.submit(1, [])
    assert two.room().turn == 1
    one.speak(1, "caspian-bar", False, "not the sea", "deepen-eaeu>kazakhstan")
    one.submit(1, order)
    assert two.room().awaited == (OTHER,)
    other.submit(1, [])
    assert two.room().turn == 2
    (talk,) = (talk for talk in other.past_turn(1).proposals if talk.key == "caspian-bar")
    (refusal,) = (answer for answer in talk.answers if answer.said == "refused")
    assert refusal.words == "Its reason: not the sea" and "Eurasian" in refusal.instead


def test_forecasts_know_what_was_said(table: LocalTable) -> None:
    session = table.at()
    key = joint(session)
    before = session.forecast((), 2, 20)
    session.speak(1, key, True)
    with pytest.raises(MultivectorError):
        session.forecast((key,), 2, 20)  # it has been said
    after = session.forecast((), 2, 20)
    agreed = next(talk for talk in session.view().talks if talk.key == key).words.startswith("All have agreed")
    assert before and after and (before.fans != after.fans) == agreed


# --- time ------------------------------------------------------------------------------------------------------------


def test_lines_of_play_survive_a_resume(tmp_path: Path) -> None:
    table = new_table(SHORT, [SEAT], 1, tmp_path / "game.jsonl")
    session = table.at()
    session.submit(1, [])
    table.back(1)
    session.submit(1, free(session)[:1])
    again = resumed_table(tmp_path / "game.jsonl")
    assert again.at().branches() == session.branches() and len(again.at().branches()) == 2
    again.switch("line 1")
    assert again.at().past_turn(1).outcomes == ()


def test_why_asks_for_what_was_played(session: LocalSession) -> None:
    for turn in (None, 1):
        with pytest.raises(MultivectorError) as caught:
            session.why("kazakhstan.balance", turn)
        assert caught.value.problems[0].code == "MV-R007"


def test_forecasts_meet_their_outcome(session: LocalSession) -> None:
    session.submit(1, free(session)[:1])
    found = session.hindsight(1, runs=40)
    now = {x.path: x.value for x in session.view().indicators}
    assert found
    for x in found:
        assert x.low <= x.middle <= x.high and x.inside == (x.low <= x.outcome <= x.high)
        assert now.get(x.path, x.outcome) == x.outcome


# --- before and after ------------------------------------------------------------------------------------------------


def test_games_and_scenarios_are_listed() -> None:
    games = LocalGames()
    assert games.saved() == ()
    made = games.begin(SHORT, [SEAT])
    (found,) = games.saved()
    assert (found.id, found.turn, found.turns) == ("summit-2018-kazakhstan-001", 1, 6)
    assert found.place == made.room().kept.place
    assert games.resume(found.id).room().kept == made.room().kept
    assert SHORT in {view.id for view in games.scenarios()}


@pytest.mark.parametrize("game", ["no-such", "../data/no-such", "/etc/passwd"])
def test_a_saved_game_is_named_by_its_id_alone(game: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        LocalGames().resume(game)
    assert caught.value.problems[0].code == "MV-L005"


def test_every_number_has_the_ghost_of_history(session: LocalSession) -> None:
    session.submit(1, [])
    shown = {x.path: x for x in session.view().indicators}
    trails, ghosts = session.trails(list(shown)), session.ghosts(list(shown))
    months = 1 + session.game.board.scenario.turn_months
    assert all(trails[path][-1] == x.value and len(trails[path]) == months for path, x in shown.items())
    assert {path: len(ghost) for path, ghost in ghosts.items()} == dict.fromkeys(shown, months)


def test_months_of_a_number_that_the_seat_cannot_know_are_refused(session: LocalSession) -> None:
    for ask in (session.trails, session.ghosts):
        with pytest.raises(MultivectorError) as caught:
            ask(["russia.capital"])
        assert caught.value.problems[0].code == "MV-P003"


def test_a_debrief_of_a_game_in_progress_and_its_documents(session: LocalSession,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    session.submit(1, free(session)[:1])
    told: list[float] = []
    view = session.debrief(told.append, plays=20)
    assert view and (view.turns, view.turns_of, view.plays) == (1, 6, 20)
    assert told == sorted(told) and told[-1] == 1.0
    monkeypatch.setattr("sim.seat.debrief.debrief", None)  # it is known
    assert len(session.document("page")) > 10_000 and session.document("markdown").startswith("# ")


CLIENT = ["sim.session", "sim.views", "sim.views.wire", "sim.texts", "sim.texts.fluent", "tui.session", "tui.views",
          "tui.app", "tui.plain", "tui.launch"]


def test_a_client_loads_neither_numpy_nor_mesa_nor_pydantic() -> None:
    """And the contract does not load the game that keeps it."""
    code = f"import sys, {', '.join(CLIENT)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert not {"numpy", "mesa", "pydantic", "sim.session.local", "sim.game"} & loaded
