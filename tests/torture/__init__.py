"""Campaigns that take minutes: `make torture`. Every module here but this one and `__main__` is a campaign, with

    def campaign(luck: random.Random, seconds: float) -> str

which tries for about so many seconds, raises AssertionError at the first fault, and says in a line what it did. A short
form of each stands in the tests.
"""
