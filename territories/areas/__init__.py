"""Areas: the official map of France, from regions to communes, and the quarters and polling places drawn below.

The way of a map: files (``sources.py``) → plain values (``official.py``, no Django) → one set-based pass into the
database (``operations.py``, ``sql.py``). Only the importer writes official rows; nothing is ever deleted.

Decided here: a code is unique with its kind only. An EPCI lies in the smallest area that holds all its communes, for
one in fourteen a region or the country, so that a role on a department does not reach across its border. The
municipal boroughs of Paris, Lyon and Marseille are areas of their own below their commune; a resident's commune is
the whole town, and is what a postcode such as 69007 finds.

To ask for a commune in a form: ``forms.CommuneField``. To ask what lies inside: ``Area.objects.within``.
"""
