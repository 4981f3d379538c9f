"""Search over everything that is public: one table of documents, kept by the database, and the pages that ask it.

A table becomes searchable by two things its concept says in a ``search.py``: the SQL of its public rows (``rows``),
which triggers turn into documents whatever writes the table, and how a found row is shown (a ``Source``), read through
``visible_to`` alone. Start reading at ``sources.py``; ``finding.py`` asks, ``words.py`` forgives typing mistakes.

The price of a search does not grow with the number of documents: only a bounded number of candidates is ranked, and
mistyped words are looked up among the words that exist, never among the documents.
"""
