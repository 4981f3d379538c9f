"""The launcher: what ``dev.py`` starts, watches and stops, on a machine that has nothing but Python.

A *server* (``postgres.py``, ``valkey.py``) knows how to make, start and stop one program of a wheel. A *keeper*
(``keeper.py``) is a small process that holds one server for as long as somebody uses it. Who needs a server borrows it
(``servers.py``): ``dev.py``, ``manage.py`` and pytest alike; the last one to leave, however it left, stops it.
Start reading at ``commands.py``. No module here imports Django at the top.
"""
