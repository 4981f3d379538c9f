"""What a form and the API both check in the words of an idea, so that they say the same."""

from django.utils.translation import gettext as _

from crois_sens.kernel.money import euros


def check_words(consultation, words: dict) -> dict[str, str]:
    """Return, field by field, what is wrong with an idea in this consultation; nothing when all is well."""
    problems = {}
    cap, cost = consultation.project_cap_cents, words.get("cost_cents")
    if cap and cost and cost > cap:
        problems["cost_cents"] = _("Le règlement limite chaque projet à %(cap)s.") % {"cap": euros(cap)}
    latitude, longitude = words.get("latitude"), words.get("longitude")
    if (latitude is None) != (longitude is None):
        problems["place"] = _("Un point sur la carte a une latitude et une longitude.")
    elif latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        problems["place"] = _("Ce point n’est pas sur la carte.")
    return problems
