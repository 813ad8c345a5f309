"""The codes of everything that can be wrong with a scenario. A code never changes its meaning once released."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    # the file
    FILE_MISSING = "MV-S001"
    FILE_UNREADABLE = "MV-S002"
    NOT_TEXT = "MV-S003"
    TOO_LARGE = "MV-S004"
    SYNTAX = "MV-S005"
    DUPLICATE_KEY = "MV-S006"
    ALIAS = "MV-S007"
    TOO_DEEP = "MV-S008"
    TAG = "MV-S009"
    NOT_A_MAPPING = "MV-S010"
    HIDDEN = "MV-S015"
    A_TABLE = "MV-S016"
    FIELDS = "MV-S017"
    NOT_CSV = "MV-S018"
    COLUMN = "MV-S019"
    # inheritance
    CYCLE = "MV-S011"
    CHAIN_TOO_LONG = "MV-S012"
    INHERITS = "MV-S013"
    NOTHING_TO_TAKE = "MV-S014"
    # the shape of a field
    UNKNOWN_FIELD = "MV-S020"
    MISSING_FIELD = "MV-S021"
    WRONG_TYPE = "MV-S022"
    OUT_OF_RANGE = "MV-S023"
    NOT_A_CHOICE = "MV-S024"
    MALFORMED = "MV-S025"
    TEXT_LENGTH = "MV-S026"
    # names
    UNKNOWN_ACTOR = "MV-S030"
    UNKNOWN_AGENT = "MV-S031"
    UNKNOWN_OPTION = "MV-S032"
    UNKNOWN_OPTION_OR_EVENT = "MV-S033"
    UNKNOWN_INSTITUTION = "MV-S034"
    UNKNOWN_ISSUE = "MV-S035"
    UNKNOWN_DOCTRINE = "MV-S036"
    UNKNOWN_VARIABLE = "MV-S037"
    UNKNOWN_REGIME = "MV-S039"
    WRONG_PATH = "MV-S038"
    # what the parts say together
    OUTSIDE_PERIOD = "MV-S041"
    PERIOD = "MV-S042"
    TURN_LENGTH = "MV-S043"
    NOT_SETTABLE = "MV-S044"
    WEIGHTS = "MV-S045"
    BOTH_WAYS = "MV-S046"
    NOT_EXACTLY_ONE = "MV-S047"
    PLACEHOLDER = "MV-S048"
    RANGE_ORDER = "MV-S049"
    SEAT = "MV-S050"
    UNIT = "MV-S051"
    NO_TARGETS = "MV-S052"
    MISFIT = "MV-S053"
    MORE = "MV-S054"
    NOT_A_TEXT = "MV-S055"
    LUCK = "MV-S056"
    POINTS = "MV-S057"
    COUNTRY = "MV-S058"
    TWICE = "MV-S059"
    # notes: allowed, and seldom meant
    NOT_GIVEN = "MV-S060"
    RANGE_KEPT = "MV-S061"
    # tables of figures
    NO_ROWS = "MV-S070"
