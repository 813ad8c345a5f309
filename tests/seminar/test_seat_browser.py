"""A phone in the room: pages renew themselves, and nothing that a person has begun is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sim.seminar.people import Person, come_in, open_door
from sim.seminar.room import Room
from tests.report.browser import needs_browser
from tests.seminar.browsing import served
from tests.seminar.chromium import Tab, chromium
from tests.seminar.rooms import one, opened
from tests.seminar.test_seat_pages import PAGES

pytestmark = needs_browser

OVERFLOWS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def phone(seated: tuple[Tab, str, Room]) -> tuple[Tab, str, Room]:
    """At the first turn."""
    room = seated[2]
    if room.table.game.turn > 1:
        room.back(1)
    return seated


@pytest.fixture(scope="module")
def seated(tmp_path_factory: pytest.TempPathFactory, known_luck: None) -> Iterator[tuple[Tab, str, Room]]:
    folder = tmp_path_factory.mktemp("room")
    found = opened(folder)
    with served(found) as address, chromium(folder / "profile") as browser:
        tab = browser.tab()
        tab.as_phone()
        tab.go(f"{address}/in/{found.codes()[1].seats['mongolia']}")
        tab.do("document.querySelector('[name=name]').value = 'Bold'; document.querySelector('form').submit()")
        tab.until("location.pathname === '/seat'")
        yield tab, address, one(found)


def heard(tab: Tab) -> None:
    """It listens to the room."""
    tab.until("known !== null && !asking")


def test_pages_fit_a_phone_and_its_console_stays_empty(phone: tuple[Tab, str, Room]) -> None:
    tab, address, room = phone
    for _ in range(2):
        for page in PAGES:
            tab.go(address + page)
            assert not tab.do(OVERFLOWS), page
        room.close_turn()
    assert tab.said == []


def test_enter_on_a_tick_box_hands_nothing_in(phone: tuple[Tab, str, Room]) -> None:
    tab, address, room = phone
    tab.go(f"{address}/seat/options")
    tab.do("document.querySelector('[name=moves]').focus()")
    tab.key(" ", " ")
    tab.key("Enter", "\r")
    heard(tab)
    assert tab.do("[...document.querySelectorAll('[name=moves]:checked')].length") == 1
    assert tab.do("location.search") == "" and not room.table.game.waiting and not room.draft("mongolia").revision


def test_ticks_words_and_focus_outlive_what_arrives(phone: tuple[Tab, str, Room]) -> None:
    tab, address, room = phone
    mate = come_in(room.state, open_door(room.state, 1, "seat", "mongolia"), "Tuya")[1]
    tab.go(f"{address}/seat/messages")
    heard(tab)
    tab.do("document.querySelector('textarea').focus(); document.execCommand('insertText', false, 'half a wo')")
    room.write(mate, "", "A word from Tuya", "k1")
    tab.until("document.getElementById('main').innerText.includes('A word from Tuya')")
    assert tab.do("document.querySelector('textarea').value") == "half a wo"
    assert tab.do("document.activeElement.tagName") == "TEXTAREA"
    assert tab.do("document.getElementById('told').innerText")
    tab.go(f"{address}/seat/options")
    heard(tab)
    tab.do("document.querySelector('[name=moves]').click(); document.querySelector('[value=forecast]').focus()")
    other = tab.do("document.querySelectorAll('[name=moves]')[1].value")
    room.keep_draft(mate, room.table.game.turn, [other], 0)
    tab.until("document.getElementById('main').innerText.includes('Tuya')")
    assert tab.do("document.querySelector('[name=moves]').checked")
    assert tab.do("document.activeElement.value") == "forecast"
    assert tab.do("document.querySelector('[name=revision]').value") == "0", "it is not written over the other's draft"


def test_a_card_opens_in_place_and_a_new_turn_comes_by_itself(phone: tuple[Tab, str, Room]) -> None:
    tab, address, room = phone
    tab.go(f"{address}/seat/options")
    heard(tab)
    tab.do("document.querySelector('details[data-from] summary').click()")
    tab.until("document.querySelector('details[data-from] .details')")
    tab.do("document.querySelector('[name=moves]').click()")
    room.close_turn()
    tab.until(f"document.getElementById('top').innerText.includes('turn {room.table.game.turn} of')")
    assert tab.said == []
    assert tab.do("document.querySelector('#orders > [name=turn]').value") == str(room.table.game.turn)
    assert not tab.do("document.querySelectorAll('[name=moves]:checked').length"), "ticks are for an open turn"


def test_where_streams_are_held_back_the_room_is_asked(phone: tuple[Tab, str, Room]) -> None:
    tab, address, room = phone
    deaf = "window.EventSource = class { addEventListener() {} close() {} }"
    kept = tab.ask("Page.addScriptToEvaluateOnNewDocument", source=deaf)["identifier"]
    tab.go(f"{address}/seat/messages")
    room.write(Person(0, 1, "teacher", "", "Teacher"), "", "Five minutes more", "k2")
    tab.until("document.getElementById('main').innerText.includes('Five minutes more')")
    room.write(Person(0, 1, "teacher", "", "Teacher"), "", "And now", "k3")
    tab.until("document.getElementById('main').innerText.includes('And now')")
    tab.ask("Page.removeScriptToEvaluateOnNewDocument", identifier=kept)
