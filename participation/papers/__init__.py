"""Papers of a vote, from the cockpit in one click: what is put up, handed out, signed, counted and posted.

``catalogue`` names each paper, its layout and when it is offered; ``public`` writes what everybody reads (poster,
catalogue, ballot), ``desks`` what stays on the tables of the polling places, ``letters`` what is posted. ``layouts/``
places these words on pages with Typst. A paper is made when it is asked for: the longest takes seconds.
"""
