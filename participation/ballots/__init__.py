"""Voting: a poll, its choices, the roll of those who voted, their ballots, the count and the result.

    prepared → sealed → open → closed → reconciled → counted → certified → published → decided

Start reading at ``life`` (the stages), then ``operations/`` in the order of a vote: ``sealing`` freezes the rules,
``casting`` takes a ballot, ``striking`` and ``sheets`` are the paper, ``counting`` fixes the set of ballots,
``publishing`` tells the result. ``rehearsal`` lets a team try a vote before it opens. ``rules/`` decides who wins and
knows neither the database nor the clock. What must never happen is refused by the database itself: see the
constraints, and the triggers of ``ballots_frozen``.
"""
