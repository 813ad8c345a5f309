"""Batches: designs become experiments, experiments become a store on disk, a store becomes evidence.

`plan` says what is run, `part` runs a thousand rows of it, `store` keeps them, `batch` sees to it that all parts are
there.
"""
