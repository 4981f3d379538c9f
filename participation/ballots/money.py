"""Amounts of a vote in its own currency: real votes of other countries are counted in theirs."""

from decimal import Decimal

from crois_sens.kernel.money import NARROW_SPACE, NO_BREAK_SPACE

SIGNS = {"EUR": "€", "PLN": "zł", "CZK": "Kč", "CHF": "CHF", "USD": "$", "GBP": "£"}


def amount(value: int | str | None, *, unit: int = 100, currency: str = "EUR") -> str:
    """Write an amount given in the smallest unit; what is finer than a hundredth is cut off.

    >>> amount(1_234_50).replace(NARROW_SPACE, " ").replace(NO_BREAK_SPACE, " ")
    '1 234,50 €'
    """
    if value is None:
        return ""
    hundredths = int(Decimal(value) * 100 / unit)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    decimals = f",{rest:02d}" if rest else ""
    written = f"{sign}{whole:,}".replace(",", NARROW_SPACE)
    return f"{written}{decimals}{NO_BREAK_SPACE}{SIGNS.get(currency, currency)}"
