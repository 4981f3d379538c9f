"""How the log of acts names what is done to a vote."""

from django.utils.translation import gettext_lazy as _

ACT_WORDS = {
    "poll.sealed": _("Vote scellé"),
    "poll.extended": _("Vote prolongé"),
    "poll.choice_withdrawn": _("Projet retiré du vote"),
    "poll.observer_inscribed": _("Observateur du journal inscrit"),
    "poll.list_taken": _("Liste des votants importée"),
    "poll.list_emptied": _("Liste des votants vidée"),
    "poll.codes_made": _("Codes de vote imprimés"),
    "poll.code_replaced": _("Code de vote remplacé"),
    "poll.document_seen": _("Justificatif vu au guichet"),
    "poll.identity_seen": _("Identité vue au guichet"),
    "poll.struck_off": _("Personne émargée"),
    "poll.strike_off_undone": _("Émargement annulé"),
    "poll.entered_late": _("Émargement saisi après la clôture"),
    "poll.sheet_entered": _("Feuille de dépouillement saisie"),
    "poll.closed": _("Vote clos"),
    "poll.duplicates_settled": _("Personnes sur les deux listes : réglées"),
    "poll.reconciled": _("Listes et bulletins rapprochés"),
    "poll.counted": _("Bulletins dépouillés"),
    "poll.backups_dated": _("Destruction des sauvegardes datée"),
    "poll.certified": _("Procès-verbal signé"),
    "poll.published": _("Résultat publié"),
    "poll.decided": _("Délibération enregistrée"),
    "poll.project_started": _("Réalisation ouverte"),
    "poll.archived": _("Vote passé repris"),
}
