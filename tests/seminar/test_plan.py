"""A class planned: for any number of people, everybody has a role, teams are even, and the minutes add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.seminar.plan import FRAMES, LARGEST, LONGEST, PAIR, SHORTEST, Group, classrooms, shared, timetable

people = st.integers(1, 400)
seats = st.integers(1, 7).map(lambda n: tuple(f"seat{k}" for k in range(n)))
voices = st.integers(0, 9).map(lambda n: tuple(f"voice{k}" for k in range(n)))


def teams(rooms: tuple[tuple[Group, ...], ...]) -> list[int]:
    return [group.size for room in rooms for group in room if group.kind == "team"]


@given(people, seats, voices)
def test_everybody_has_one_role(students: int, seats: tuple[str, ...], voices: tuple[str, ...]) -> None:
    rooms = classrooms(students, seats, voices)
    assert sum(group.size for room in rooms for group in room) == students
    assert all(group.size >= 1 for room in rooms for group in room)
    for room in rooms:
        assert max(Counter((group.kind, group.who) for group in room).values()) == 1


@given(people, seats, voices)
def test_teams_are_even_over_all_rooms(students: int, seats: tuple[str, ...], voices: tuple[str, ...]) -> None:
    sizes = teams(classrooms(students, seats, voices))
    assert max(sizes) - min(sizes) <= 1
    assert min(PAIR, students) <= min(sizes) and max(sizes) <= LARGEST


@given(people, seats, voices)
def test_mirror_rooms_have_the_same_seats(students: int, seats: tuple[str, ...], voices: tuple[str, ...]) -> None:
    rooms = classrooms(students, seats, voices)
    held = {tuple(group.who for group in room if group.kind == "team") for room in rooms}
    assert len(held) == 1
    assert held == {seats} or (len(rooms) == 1 and students < PAIR * len(seats))


@given(people, seats, voices)
def test_one_more_student_moves_nobody_out_of_a_team(students: int, seats: tuple[str, ...],
                                                     voices: tuple[str, ...]) -> None:
    now, then = classrooms(students, seats, voices), classrooms(students + 1, seats, voices)
    if len(now) == len(then) and len(teams(now)) == len(teams(then)):
        assert sum(teams(then)) - sum(teams(now)) in (0, 1)


def test_a_class_of_22_in_five_seats() -> None:
    room, = classrooms(22, ("a", "b", "c", "d", "e"), ("a.legislature", "f"))
    assert [(group.kind, group.who, group.size) for group in room] == [
        *(("team", seat, 3) for seat in "abcde"), ("press", "", 2), ("voice", "a.legislature", 2), ("voice", "f", 2),
        ("observer", "", 1)]


def test_few_people_leave_seats_to_doctrines() -> None:
    room, = classrooms(5, ("a", "b", "c", "d", "e"), ())
    assert [(group.who, group.size) for group in room] == [("a", 3), ("b", 2)]
    assert classrooms(1, ("a", "b"), ()) == ((Group("team", "a", 1),),)


def test_shares_are_even() -> None:
    assert [shared(7, 3), shared(6, 3), shared(1, 2)] == [(3, 2, 2), (2, 2, 2), (1, 0)]


@given(st.sampled_from(sorted(FRAMES)), st.integers(1, 120))
def test_minutes_add_up(minutes: int, turns: int) -> None:
    plan = timetable(minutes, turns)
    begins = 0
    for step in plan.steps:
        assert (step.begins, step.minutes > 0) == (begins, True)
        begins += step.minutes
    assert begins == minutes
    assert SHORTEST <= plan.turn_minutes <= LONGEST
    played = [step for step in plan.steps if step.stage == "turn"]
    assert [step.turn for step in played] == list(range(1, plan.turns + 1))
    assert 1 <= plan.turns <= turns and {step.minutes for step in played} == {plan.turn_minutes}


@pytest.mark.parametrize(("minutes", "turns", "length", "debrief"), [(90, 6, 9, 20), (45, 3, 8, 10), (180, 6, 13, 42)])
def test_six_turns_of_a_class(minutes: int, turns: int, length: int, debrief: int) -> None:
    """Ninety minutes are six turns of nine and twenty for the debrief, as the seminar promises."""
    plan = timetable(minutes, 6)
    assert (plan.turns, plan.turn_minutes) == (turns, length)
    assert [step.minutes for step in plan.steps if step.stage == "debrief"] == [debrief]
