"""How the house writes amounts, shares, moments and other people's text: ``{% load house %}``.

=====================================  ==========================================================================
``{{ cents|euros }}``                  30 000 €
``{{ "2019-09"|partial_date }}``       septembre 2019
``{{ n|number }}``                     1 184
``{{ n|queue }}``                      12 · + de 1 000: how much waits, counted as far as it helps
``{{ n|percent:total }}``              11,6 % — write the number first: ``137 (11,6 %)``, as ``{% share %}`` does
``{% share n total %}``                137 (11,6 %)
``{{ at|day:zone }}``                  24 novembre 2026; ``zone`` is a name such as ``consultation.time_zone``
``{{ at|moment:zone }}``               mardi 24 novembre 2026 à 18 h 30
``{{ at|deadline:zone }}``             same, where a closing at midnight is the evening before: « 24 … à minuit »
``{% when at zone style="deadline" %}``  the same words inside ``<time datetime="…">``
``{% leaf at zone %}``                 the day as the leaf of a calendar: 24, nov., 2026
``{{ closes_at|countdown:now }}``      encore 6 jours · encore 3 heures · moins d’une heure
``{{ text|prose }}``                   Markdown as safe HTML; ``{{ text|prose:2 }}`` starts headings at ``h2``
``{{ text|plain }}``                   Markdown as plain words on one line, for cards
``<h2{{ row|in_language }}>``            ``lang`` (and ``dir``) of what somebody wrote in another language than the page
``{% query page=2 q=None %}``          the query string of this page, with changes; cursors are dropped
``{% query_for name value %}``         the same, where the name of the parameter is a variable
``{% place_names place area %}``       a place and its territory, said once when both have the same name
``{{ phase|phase_state:now }}``        ``past``, ``now`` or ``next``
``{{ value|span:most }}``              0 to 100, for the attributes of SVG bars
=====================================  ==========================================================================
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from crois_sens.kernel import money
from crois_sens.kernel.shares import tenths_of_percent
from territories.instance.counting import MOST
from territories.instance.languages import LEFTWARD
from territories.instance.prose import as_html, as_text

register = template.Library()

#: Parameters that say where in a list one stands: another filter starts at the top again.
CURSORS = ("avant", "apres", "page", "cursor")


@register.filter
def euros(cents: int | None) -> str:
    """Write an amount in cents as French readers expect it; nothing for no amount."""
    return "" if cents is None or cents == "" else money.euros(int(cents))


@register.filter
def number(value: int | None) -> str:
    """Write a whole number with narrow spaces: 1 184."""
    return "" if value is None or value == "" else f"{int(value):,}".replace(",", money.NARROW_SPACE)


@register.filter
def queue(value: int) -> str:
    """Write how many rows wait: of a queue that is longer than it was counted, that it is long."""
    return number(value) if value <= MOST else _("+ de %(most)s") % {"most": number(MOST)}


@register.filter
def percent(part: int, total: int) -> str:
    """Write a share with one decimal; nothing when there is no total."""
    if not total:
        return ""
    whole, tenth = divmod(tenths_of_percent(int(part), int(total)), 10)
    return f"{number(whole)}{f',{tenth}' if tenth else ''}{money.NO_BREAK_SPACE}%"


@register.simple_tag
def share(part: int, total: int) -> str:
    """Write a number, then its share: a percentage never stands alone."""
    return f"{number(part)} ({percent(part, total)})" if total else number(part)


@register.filter
def span(value: float, most: float) -> str:
    """Return the length of a bar, 0 to 100, written for an attribute (with a point, whatever the language)."""
    return f"{max(0.0, min(100.0, 100 * float(value or 0) / float(most))):.2f}" if most else "0"


def local(at: datetime, zone: str | None) -> datetime:
    """Return a moment on the clock of a territory."""
    return timezone.localtime(at, ZoneInfo(zone)) if zone else timezone.localtime(at)


@register.filter
def day(at: datetime | None, zone: str | None = None) -> str:
    """Write a day: 1er mars 2026. A date needs no zone."""
    if at is None:
        return ""
    there = local(at, zone) if isinstance(at, datetime) else at
    number_of_day = _("1er") if there.day == 1 else str(there.day)
    return f"{number_of_day} {dateformat.format(there, 'F Y')}"


@register.filter
def moment(at: datetime | None, zone: str | None = None) -> str:
    """Write a day of the week, a day and an hour on the clock of the territory."""
    if at is None:
        return ""
    there = local(at, zone)
    return _("%(weekday)s %(day)s à %(hour)s") % {
        "weekday": dateformat.format(there, "l"),
        "day": day(at, zone),
        "hour": _hour(there) + _clock(there, zone),
    }


@register.filter
def partial_date(written: str) -> str:
    """Write a date that may lack its day or month: ``2019``, ``2019-09``, ``2019-09-23``."""
    year, *rest = (int(part) for part in written.split("-"))
    if not rest:
        return str(year)
    style = "j F Y" if len(rest) == 2 else "F Y"
    return dateformat.format(date(year, rest[0], rest[1] if len(rest) == 2 else 1), style)


@register.filter
def deadline(at: datetime | None, zone: str | None = None) -> str:
    """Write until when something is possible: what closes as a day begins closes the evening before, at midnight."""
    if at is None:
        return ""
    there = local(at, zone)
    if (there.hour, there.minute) != (0, 0):
        return moment(at, zone)
    eve = there - timedelta(minutes=1)
    return _("%(weekday)s %(day)s à minuit") % {
        "weekday": dateformat.format(eve, "l"),
        "day": day(eve, zone),
    } + _clock(there, zone)


def deadline_and_clock(at: datetime, zone: str) -> str:
    """Write until when, and by which clock: a mail is read anywhere."""
    return _by_the_clock_of(deadline(at, zone), zone)


def moment_and_clock(at: datetime, zone: str) -> str:
    """Write a moment, and by which clock."""
    return _by_the_clock_of(moment(at, zone), zone)


#: The clocks of French territories, as people call them.
CLOCKS = {
    "Europe/Paris": gettext_lazy("heure de Paris"),
    "America/Guadeloupe": gettext_lazy("heure de la Guadeloupe"),
    "America/Martinique": gettext_lazy("heure de la Martinique"),
    "America/Cayenne": gettext_lazy("heure de la Guyane"),
    "America/Miquelon": gettext_lazy("heure de Saint-Pierre-et-Miquelon"),
    "America/Marigot": gettext_lazy("heure de Saint-Martin"),
    "America/St_Barthelemy": gettext_lazy("heure de Saint-Barthélemy"),
    "Indian/Reunion": gettext_lazy("heure de La Réunion"),
    "Indian/Mayotte": gettext_lazy("heure de Mayotte"),
    "Pacific/Noumea": gettext_lazy("heure de Nouméa"),
    "Pacific/Tahiti": gettext_lazy("heure de Tahiti"),
    "Pacific/Wallis": gettext_lazy("heure de Wallis"),
}


def _by_the_clock_of(written: str, zone: str) -> str:
    return f"{written.removesuffix(_(' (heure locale)'))} ({CLOCKS.get(zone, zone)})"


def _hour(there: datetime) -> str:
    space = money.NO_BREAK_SPACE
    return f"{there.hour}{space}h" + (f"{space}{there.minute:02d}" if there.minute else "")


def _clock(there: datetime, zone: str | None) -> str:
    """Name the clock when it is not the one most readers live by."""
    at_home = timezone.localtime(there, ZoneInfo(settings.TIME_ZONE))
    return _(" (heure locale)") if zone and there.utcoffset() != at_home.utcoffset() else ""


def last_day(at: datetime | None, zone: str | None = None) -> str:
    """Write the last day of a period that closes at this moment, which is not part of it."""
    return "" if at is None else day(at - timedelta(microseconds=1), zone)


STYLES = {"day": day, "moment": moment, "deadline": deadline, "last_day": last_day}


@register.simple_tag
def when(at: datetime | None, zone: str | None = None, style: str = "day") -> SafeString | str:
    """Write a moment for people and, in its attribute, for machines."""
    if at is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), STYLES[style](at, zone))


@register.simple_tag
def leaf(at: datetime, zone: str | None = None) -> SafeString:
    """Write a day as the leaf of a calendar: its number, large, then month and year."""
    there = local(at, zone)
    return format_html(
        '<time class="leaf" datetime="{}"><span class="leaf__day">{}</span> '
        '<span class="leaf__month">{}</span> <span class="leaf__year">{}</span></time>',
        there.date().isoformat(),
        _("1er") if there.day == 1 else there.day,
        dateformat.format(there, "M").lower(),
        there.year,
    )


@register.filter
def countdown(closes_at: datetime, at: datetime) -> str:
    """Write how much time is left, in the unit people think in; nothing once it is over."""
    left = closes_at - at
    if left <= timedelta(0):
        return ""
    if left.days >= 2:
        return ngettext("encore %(n)s jour", "encore %(n)s jours", left.days) % {"n": left.days}
    hours = left.days * 24 + left.seconds // 3600
    if hours:
        return ngettext("encore %(n)s heure", "encore %(n)s heures", hours) % {"n": hours}
    return _("moins d’une heure")


@register.filter
def prose(text: str, first_heading: int = 3) -> SafeString:
    """Write what people typed in Markdown as safe HTML, its headings below those of the page."""
    return as_html(text, first_heading=first_heading)


@register.filter
def plain(text: str) -> str:
    """Write what people typed in Markdown as plain words on one line."""
    return as_text(text)


@register.filter
def phase_state(phase, at: datetime) -> str:
    """Tell whether a phase (anything with ``opens_at`` and ``closes_at``) is over, running or to come."""
    if at >= phase.closes_at:
        return "past"
    return "now" if at >= phase.opens_at else "next"


@register.simple_tag
def place_names(place: str, area: object = None) -> str:
    """Name a place and its territory, once when both are called the same."""
    return " · ".join(dict.fromkeys(filter(None, (place, str(area or "")))))


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """Return ``?…`` of the current page with some parameters changed, or dropped when ``None`` or empty."""
    parameters = context["request"].GET.copy()
    for name in CURSORS:
        parameters.pop(name, None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.simple_tag(takes_context=True)
def query_for(context, name: str, value=None) -> str:
    """Return the same with one parameter changed, whose name is a variable."""
    return query(context, **{name: value})


@register.filter
def in_language(row) -> SafeString:
    """Return the attributes that name the language of a text, where it is not the page's."""
    code = row.language
    if not code or code == get_language():
        return SafeString()
    return format_html(' lang="{}" dir="rtl"' if code in LEFTWARD else ' lang="{}"', code)
