"""Proposals: ideas of residents, supported, judged admissible, studied, merged, put to the vote.

Life of an idea: ``save_draft`` → ``file_idea`` (it gets its number) → ``decide_admissibility`` → ``assign`` and
``write_study`` → ``conclude_study`` → the ballot and the works, whose helpers call ``change_status`` as well.
Start reading at ``rules.py``, where one table says which state follows which; ``operations/statuses.py`` is the only
writer of a state. ``models.py`` holds the idea, ``records.py`` what accumulates around it, ``studies.py`` the sheet.
"""
