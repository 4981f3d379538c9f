"""Money is an integer number of cents; these two functions read and write it in French."""

import re
from decimal import Decimal, InvalidOperation

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"


def euros(cents: int) -> str:
    """Write an amount as French readers expect it: ``1 234,50 €``, without decimals for whole euros.

    >>> euros(3_000_000).replace(NARROW_SPACE, " ").replace(NO_BREAK_SPACE, " ")
    '30 000 €'
    """
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    decimals = f",{rest:02d}" if rest else ""
    return f"{sign}{whole:,}".replace(",", NARROW_SPACE) + f"{decimals}{NO_BREAK_SPACE}€"


def cents(written: str) -> int:
    """Read an amount in euros as people write it (``30 000``, ``29 400,50 €``) into cents.

    :raises ValueError: when it is not an amount, or finer than a cent.
    """
    plain = re.sub(r"[\s€\u00a0\u202f]", "", written).replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", plain):
        raise ValueError(f"not an amount in euros: {written!r}")
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation as error:  # pragma: no cover - the pattern above lets only numbers through
        raise ValueError(written) from error
    if amount != int(amount):
        raise ValueError(f"finer than a cent: {written!r}")
    return int(amount)
