"""The terminal's only door to the game: the contract that whatever it was handed satisfies."""

from sim.session import HORIZON as HORIZON
from sim.session import PLAYS as PLAYS
from sim.session import RUNS as RUNS
from sim.session import Cancelled as Cancelled
from sim.session import Document as Document
from sim.session import Games as Games
from sim.session import MultivectorError as MultivectorError
from sim.session import Progress as Progress
from sim.session import Session as Session
from sim.session import Table as Table
from sim.session import never as never
from sim.session import nothing as nothing
