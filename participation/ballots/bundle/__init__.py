"""The bundle of a published vote: every file that a recount needs, under one hash.

``content`` says which files there are; ``tables`` writes ballots, totals, roll and log; ``texts`` explains them. The
program that checks a bundle, ``tools/recount.py``, travels in it and shares no code with any of this.
"""
