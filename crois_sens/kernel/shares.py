"""Shares are counted in whole numbers: a percentage is rounded once, from exact integers, half away from zero."""


def tenths_of_percent(part: int, total: int) -> int:
    """Return ``part`` out of ``total`` in tenths of a percent, rounded half up.

    >>> tenths_of_percent(137, 1184)
    116

    :raises ValueError: when there is no total, or a part is negative.
    """
    if total <= 0 or part < 0:
        raise ValueError(f"no share of {part} in {total}")
    return (2000 * part + total) // (2 * total)
