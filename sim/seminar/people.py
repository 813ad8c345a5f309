"""Who is in the room: doors with codes, and the people who came in by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from sim.errors import refuse
from sim.seminar.codes import hashed, meant, new_code, new_token
from sim.seminar.state import State

Role: TypeAlias = Literal["seat", "teacher", "projector", "observer", "press"]
LONGEST_NAME = 40  # letters


@dataclass(frozen=True, slots=True)
class Person:
    """`number`: in the order in which they came; `seat`: empty for those who hold none."""

    number: int
    room: int
    role: Role
    seat: str
    name: str


def open_door(state: State, room: int, role: Role, seat: str = "", code: str = "") -> str:
    """A new code by which people come in; those that were given out before go on opening the same door."""
    code = code or new_code()
    state.write("insert into door values (?, ?, ?, ?)", hashed(meant(code), state.key), room, role, seat)
    return code


def come_in(state: State, code: str, name: str) -> tuple[str, Person]:
    """A token for whoever knows a code. Raises MultivectorError."""
    found = state.read("select room, role, seat from door where hash = ?", hashed(meant(code), state.key))
    if not found:
        raise refuse("MV-C010", "no seat has this code", field="code", value=code[:20],
                     allowed="six letters and digits", mend="look at your team's card again, or ask the teacher")
    (room, role, seat), token, name = found[0], new_token(), checked_name(name)
    with state.writing() as db:
        number = db.execute("insert into person (hash, room, role, seat, name) values (?, ?, ?, ?, ?)",
                            (hashed(token, state.key), room, role, seat, name)).lastrowid
    return token, Person(cast(int, number), room, role, seat, name)


def who(state: State, token: str) -> Person | None:
    """Whose token it is. A hash is looked up, so the time it takes tells nothing of the token."""
    found = state.read("select number, room, role, seat, name from person where hash = ?", hashed(token, state.key))
    return Person(*found[0]) if found else None


def leave(state: State, token: str) -> None:
    """The token opens nothing any more; what its person did stays."""
    state.write("update person set hash = 'left ' || number where hash = ?", hashed(token, state.key))


def checked_name(name: str) -> str:
    """One line that can be shown anywhere. Raises MultivectorError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise refuse("MV-C011", "a name is needed" if not name else "this name cannot be shown", field="name",
                     value=ascii(name[:LONGEST_NAME]) if name else "",
                     allowed=f"1 to {LONGEST_NAME} letters on one line", mend="write your name, or any that you like")
    return name
