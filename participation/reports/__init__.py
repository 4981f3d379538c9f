"""Reports of a consultation: a manager asks, a worker builds PDF, XLSX and CSV, the page shows progress.

``ask_report`` writes a row → a tick claims it (``build_next``) → ``figures`` gathers, once → ``documents`` writes the
three files → the person who asked is told. Reads every floor, is read by no one.
"""
