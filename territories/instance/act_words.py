"""How the log of acts names what is done to people, roles, places and the settings."""

from django.utils.translation import gettext_lazy as _

ACT_WORDS = {
    "account.closed": _("Compte fermé par la personne"),
    "account.suspended": _("Compte suspendu"),
    "account.restored": _("Compte rétabli"),
    "person.entered": _("Personne inscrite à l’accueil"),
    "person.corrected": _("Fiche d’une personne corrigée"),
    "person.removal_asked": _("Retrait d’une fiche publique demandé"),
    "person.removed": _("Fiche publique retirée"),
    "person.shown_again": _("Fiche publique remise"),
    "role.granted": _("Rôle donné"),
    "role.revoked": _("Rôle retiré"),
    "areas.imported": _("Territoires importés"),
    "area.quarter_added": _("Quartier ajouté"),
    "area.quarter_changed": _("Quartier modifié"),
    "polling_place.added": _("Bureau de vote ajouté"),
    "polling_place.changed": _("Bureau de vote modifié"),
    "instance.changed": _("Réglages modifiés"),
}
