"""Reminders: who is told what, and when, from the calendar of a consultation.

    campaign opens          whoever may take part                        as the campaign opens
    meeting                 those who take part and live there           seven days before, at the latest the day before
    vote open               whoever may vote and has not                 as the vote opens
    choice not confirmed    who chose and stopped there                  four hours after; and on the last day
    seven days, one day     whoever may vote and has not                 counted back from the close
    result, deliberation    voters and those who carried an idea         as it is published, as it is recorded

Nothing leaves at night, nothing outside the vote, nothing twice. (That a vote is recorded is told by casting it, and
what becomes of an idea or a project by those who decide on it.)

Life of a reminder: ``rules`` finds its moment in the calendar → a tick finds it due, writes its line in the ledger
(``Reminder``, once for ever) and the messages of all its people in one statement → before each message leaves,
``checks`` asks whether it still holds: who voted meanwhile gets none, a phase that was extended puts it off.
Start reading at ``rules.py``.
"""
