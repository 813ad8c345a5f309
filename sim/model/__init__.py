"""The Mesa model that drives everything that runs, and the dated record that it replays."""

from sim.model.model import BalanceModel

__all__ = ["BalanceModel"]
