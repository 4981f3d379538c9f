"""Notices: a message owed to a person is a row; workers deliver it once.

Life of a message: ``owe`` → a tick claims it → its recipient's preferences are read → sent, dropped, put in the day's
mail, or tried again until it has failed. Start reading at ``rules.py`` (the kinds of messages) and ``delivery.py``.
"""
