"""The game line by line, for screen readers, slow lines and scripts: one command a line. The end of input ends it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from typing import TextIO

from tui import plain_pages as pages
from tui.figures import start
from tui.kept import farewell, moved
from tui.lines import (
    brief,
    change,
    clock,
    comparison,
    deed,
    group,
    option_card,
    option_line,
    outcomes,
    purse,
    section,
    status,
    why,
)
from tui.plain_start import choose
from tui.session import Games, MultivectorError, Session, Table
from tui.terminal import clear
from tui.texts import say
from tui.told import answers
from tui.views import IndicatorView, OptionView, ProposalView, RoomView, matching


class PlainGame:
    """Reads commands, prints lines. `orders`: keys of what is ordered and not yet submitted; `numbered`: keys of the
    options, by the numbers that they keep all turn long."""

    def __init__(self, games: Games | None, first: Table | None, source: TextIO | None = None,
                 out: TextIO | None = None) -> None:
        self.source, self.out = source or sys.stdin, out or sys.stdout
        self.games, self.first = games, first
        self.orders: list[str] = []
        self.numbered: list[str] = []
        self.listed: list[IndicatorView] = []
        self.running, self.announced = True, ""
        self.commands: dict[str, Callable[[list[str]], None]] = {
            "brief": self.brief, "options": self.options, "option": self.option, "order": self.order, "drop": self.drop,
            "propose": self.say_yes, "accept": self.say_yes, "refuse": self.refuse, "counter": self.counter,
            "orders": self.show_orders, "submit": self.submit, "deeds": self.deeds, "indicators": self.indicators,
            "why": self.why, "back": self.back, "compare": self.compare, "help": self.help, "quit": self.quit,
            **pages.commands(self)}

    def run(self) -> None:
        """Play until the player leaves or the input ends; without a game, choose one first."""
        self.say([say("plain-hello"), ""])
        table = self.first or (choose(self.games, self.ask, self.say) if self.games else None)
        if table is None:
            return
        self.table, self.room = table, table.room()
        self.game: Session = table.at()
        self.sit_next()
        while self.running:
            line = self.ask()
            if line is None:
                break
            self.obey(line)
        self.out.write("".join(f"{line}\n" for line in farewell(self.table.keep())))

    def ask(self, prompt: str = "> ") -> str | None:
        """A line of input; None at its end."""
        self.out.write(prompt)
        self.out.flush()
        line = self.source.readline()
        if not line:
            self.running = False
            self.say(["", say("plain-ended")])
        return line or None

    def sit_next(self, *told: str) -> None:
        """The first person here whose orders are missing plays now; where several share the terminal, it is handed
        over, and nothing that was on it can be read any more."""
        room = self.room = self.wait(self.table.room())
        self.announce(room)
        seat = (*(seat for seat in room.awaited if seat in room.here), self.game.seat)[0]
        if len(room.here) > 1:
            clear(self.out)  # what the last person read
            called = [say("plain-called")] if room.called(seat) else []
            self.say([*told, say("plain-hand-over", who=room.label(seat)), *called])
            if self.ask("") is None:
                return
            clear(self.out)  # what was typed meanwhile
            self.game = self.table.at(seat)
        self.view, self.board = self.game.view(), self.game.board()
        self.known = self.board.read(self.view.indicators)
        self.orders, self.numbered = list(self.game.orders()), [option.key for option in self.view.options]
        self._opened()

    def wait(self, room: RoomView) -> RoomView:
        """While orders of others elsewhere are awaited, and none of anybody here."""
        while room.elsewhere:
            self.say([say("kept-waiting", who=tuple(map(room.label, room.elsewhere))), *self._clock(room)])
            before = room
            while (room.turn, room.line, room.awaited) == (before.turn, before.line, before.awaited):
                room = self.table.wait(room.change, 1.0)
                self.announce(room)
        return room

    def announce(self, room: RoomView) -> None:
        """Once."""
        self.say([room.notice] if room.notice not in ("", self.announced) else [])
        self.announced = room.notice

    def obey(self, line: str) -> None:
        """One command; a beginning is enough where only one command begins so."""
        word, *rest = line.split() or ["help"]
        exact = [name for name in self.commands if name == word.lower()]
        found = exact or [name for name in self.commands if name.startswith(word.lower())]
        if len(found) != 1:
            several = say("plain-several-commands", word=repr(word), commands=tuple(found))
            self.say([several if found else say("plain-no-command", word=repr(word)), say("plain-help-hint")])
            return
        try:
            self.commands[found[0]](rest)
        except MultivectorError as error:
            self.say(str(error).split("\n"))
        self.look_round()

    def look_round(self) -> None:
        """What has changed meanwhile: where the game is kept, a notice, a turn that has run, a word to this seat."""
        try:
            before, room = self.room, self.table.room()
            self.room = room
            self.say(moved(room.kept) if room.kept.place != before.kept.place else [])
            self.announce(room)
            if (room.turn, room.line) != (before.turn, before.line):
                self.say([say("plain-ran")])
                self.sit_next()
            elif room.shared and room.change != before.change and self.running:
                self._renew(lambda p, heard: p not in heard)
        except MultivectorError as error:
            self.say(str(error).split("\n"))

    def _renew(self, told: Callable[[ProposalView, tuple[ProposalView, ...]], bool]) -> None:
        """What the seat is told now, in the same turn; of what was said, that which is to be `told`."""
        heard, self.view = self.view.talks, self.game.view()
        self.numbered += [option.key for option in self.view.options if option.key not in self.numbered]
        dropped = self.game.check(self.orders)
        self.orders = [key for key in self.orders if key not in dropped]
        self.say(line for p in self.view.talks if told(p, heard) for line in answers(p))

    def say(self, lines: Iterable[str]) -> None:
        width = max(40, min(100, shutil.get_terminal_size((80, 24)).columns)) if self.out.isatty() else 100
        for line in lines:
            deep = len(line) - len(line.lstrip())
            indent = " " * (deep + 2 if deep else 0)
            self.out.write((textwrap.fill(line, width, subsequent_indent=indent) if line.strip() else "") + "\n")
        self.out.flush()

    # --- commands -----------------------------------------------------------------------------------------------

    def brief(self, words: list[str]) -> None:
        self.say(brief(self.view, self.known))
        self._list_changes()
        self._warn()

    def options(self, words: list[str]) -> None:
        place = ""
        for option in self.view.options:
            if option.place == "closed" and words != ["all"]:
                continue
            number = self.numbered.index(option.key) + 1
            if option.place != place:
                place = option.place
                self.say([say("plain-place", place=say("heading-place", place=place))])
            ordered, line = option.key in self.orders, option_line(option)
            text = say("plain-option-ordered", n=number, option=line) if ordered else say("plain-option", n=number,
                                                                                         option=line)
            self.say([f"  {text}"])
        closed = sum(1 for option in self.view.options if option.place == "closed")
        if closed and words != ["all"]:
            self.say([say("plain-closed", count=closed)])
        self.say([say("plain-capital", capital=self.view.capital, purse=purse(self.view), picks=self.view.picks)])

    def option(self, words: list[str]) -> None:
        found = self.named(words[:1])
        for option in found:
            self.say([option.title, *option_card(option, self.game.card(option.key), words[1:] == ["history"])])
        if not words:
            self.say([say("plain-which-option")])

    def order(self, words: list[str]) -> None:
        added = [option.key for option in self.named(words) if option.key not in self.orders]
        wanted = [*self.orders, *dict.fromkeys(added)]
        refused = self.game.check(wanted)
        self.orders = [key for key in wanted if key not in refused]
        self.say([f"{self._title(key)}: {reason}" for key, reason in refused.items()])
        self.show_orders([])

    # --- words in public ----------------------------------------------------------------------------------------

    def say_yes(self, words: list[str]) -> None:
        """Propose an option, or accept what is proposed; what follows the number is the reason."""
        for option in self._of(words):
            self._speak(option, " ".join(words[1:]))

    def refuse(self, words: list[str]) -> None:
        for option in self._of(words):
            self._speak(option, " ".join(words[1:]), yes=False)

    def counter(self, words: list[str]) -> None:
        """Refuse the first option, and propose the second."""
        for option in self._of(words):
            others = self.named(words[1:2])
            if not others:
                self.say([say("plain-which-counter")])
            for other in others:
                self._speak(option, " ".join(words[2:]), yes=False, instead=other.key)

    def _of(self, words: list[str]) -> list[OptionView]:
        """The option that is spoken of."""
        if not words:
            self.say([say("plain-which-word-of")])
        return self.named(words[:1])

    def _speak(self, option: OptionView, reason: str, yes: bool = True, instead: str = "") -> None:
        refused = self.game.speak(self.view.turn, option.key, yes=yes, reason=reason, instead=instead)
        if refused:
            self.say([f"{self._title(key)}: {why}" for key, why in refused.items()])
            return
        self._renew(lambda p, heard: p.key in (option.key, instead))

    def drop(self, words: list[str]) -> None:
        gone = {option.key for option in self.named(words)} if words else set(self.orders)
        self.orders = [key for key in self.orders if key not in gone]
        self.show_orders([])

    def show_orders(self, words: list[str]) -> None:
        cost = self.view.pledged + sum(option.cost for option in self.view.options if option.key in self.orders)
        titles = tuple(self._title(key) for key in self.orders)
        ordered = say("plain-ordered", titles=titles, cost=cost, capital=self.view.capital, purse=purse(self.view))
        self.say([ordered if titles else say("plain-nothing-ordered")])

    def submit(self, words: list[str]) -> None:
        if self.view.over:
            self.say([say("plain-over-compare")])
            return
        refused = self.game.submit(self.view.turn, self.orders)
        if refused:
            self.say([f"{self._title(key)}: {reason}" for key, reason in refused.items()])
        else:
            self.sit_next(say("plain-sealed"))

    def deeds(self, words: list[str]) -> None:
        if not self.view.deeds:
            self.say([say("plain-no-deeds")])
        for d in self.view.deeds:
            self.say([deed(d), *(f"    {reason}" for reason in d.reasons)])

    def numbers(self, found: list[IndicatorView]) -> None:
        """Under their headings; each can be asked about by its place in the list."""
        self.listed, above = found, ""
        for number, x in enumerate(found, start=1):
            heading = group(x, self.board)
            if heading != above:
                above = heading
                self.say([say("plain-group", group=heading)])
            self.say([f"  {say('plain-number', n=number, change=change(x))}"])

    def indicators(self, words: list[str]) -> None:
        wanted = " ".join(words).lower()
        self.numbers([x for x in self.known.values() if wanted in x.label.lower() or wanted in x.path])
        if not self.listed:
            self.say([say("plain-no-number", word=repr(wanted))])

    def why(self, words: list[str]) -> None:
        if self.view.turn == 1:
            self.say([say("plain-nothing-changed")])
            return
        since = words[-1:] == ["start"]
        path = self._path(words[:-1] if since else words)
        if path:
            turn = None if since else self.view.turn - 1
            self.say(why(self.game.why(path, turn)))

    def back(self, words: list[str]) -> None:
        if self.view.turn == 1:
            self.say([say("plain-first-turn")])
            return
        turn = int(words[0]) if words and words[0].isdecimal() else self.view.turn - 1
        if not 1 <= turn < self.view.turn:
            self.say([say("plain-turns-played", last=self.view.turn - 1)])
            return
        self.table.back(turn)
        self.say([say("plain-back", turn=turn)])
        self.sit_next()

    def compare(self, words: list[str]) -> None:
        if self.view.turn == 1:
            self.say([say("plain-nothing-played")])
            return
        self.say(comparison(self.game.comparison()))

    def help(self, words: list[str]) -> None:
        self.say(say("plain-help").split("\n"))

    def quit(self, words: list[str]) -> None:
        self.running = False

    # --- small ones ---------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        """What a turn opens with; after the last, the comparison."""
        if self.view.last:
            self.say(["", say("plain-passed", when=self.view.last), *outcomes(self.view), ""])
        self.say([status(self.view, self.known), *self._clock(self.room), ""])
        if self.view.over:
            self.say([say("plain-over-debrief"), "", *comparison(self.game.comparison())])
            return
        self.say(brief(self.view, self.known, whole=self.view.turn == 1))
        self._list_changes()
        self._warn()
        self.options([])

    def _warn(self) -> None:
        """The odds of crises."""
        self.say(section(say("heading-odds"), [f"  {x.words}" for x in self.game.odds()]))

    def _clock(self, room: RoomView) -> list[str]:
        return [start(words)] if (words := clock(room)) else []

    def _list_changes(self) -> None:
        self.listed = [self.known[path] for path in self.view.brief.changes]

    def named(self, words: list[str]) -> list[OptionView]:
        found: list[OptionView] = []
        for word in words:
            known = word.isdecimal() and 1 <= int(word) <= len(self.numbered)
            key = self.numbered[int(word) - 1] if known else word
            named = [option for option in self.view.options if option.key == key]
            found += named
            if not named and key in self.numbered:
                self.say([say("plain-spoken-of", n=self.numbered.index(key) + 1)])
            elif not named:
                self.say([say("plain-no-option", word=repr(word), count=len(self.numbered))])
        return found

    def _title(self, key: str) -> str:
        return next((option.title for option in self.view.options if option.key == key), key)

    def _path(self, words: list[str]) -> str:
        """The indicator that the player means; asks back when there are none or several."""
        wanted = " ".join(words).lower()
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.listed):
            return self.listed[int(wanted) - 1].path
        near = matching(wanted, ((x.path, x.label) for x in self.known.values()))
        if len(near) == 1:
            return near[0][0]
        if not near and "." in wanted:
            return wanted
        names = tuple(name for _, name in near[:6])
        several = say("plain-several-numbers", count=len(near), word=repr(wanted), names=names)
        self.say([several if near else say("plain-which-number")])
        return ""
