"""The source's claims as rules, in one explicit order. RULESET changes whenever their behaviour does."""

from sim.rules import (
    administrations,
    agree,
    attention,
    balance,
    decide,
    economy,
    great_powers,
    home,
    institutions,
    region,
    rights,
    sanctions,
    security,
    ties,
    trade,
)
from sim.rules.rule import Rule

RULESET = "4"

RULES: tuple[Rule, ...] = (
    *balance.RULES, *great_powers.RULES, *administrations.RULES, *attention.RULES, *rights.RULES, *security.RULES,
    *region.RULES, *ties.RULES, *institutions.RULES, *trade.RULES, *economy.RULES, *sanctions.RULES, *home.RULES,
    *decide.RULES, *agree.RULES,
)
