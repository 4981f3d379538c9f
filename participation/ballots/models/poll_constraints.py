"""What the database holds every poll to, with a sentence for people; what a seal freezes is held by triggers."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.ballots.models.vocabulary import NEED_BALLOTS, OTHER_RULES_OF, RULES_OF, SPENDING, RuleName
from participation.consultations.models import leaves_law_its_words

CONSTRAINTS = [
    # What the heavy tables of a vote refer to: their consultation is the one of their poll (see ``triggers``).
    models.UniqueConstraint(fields=["id", "consultation"], name="poll_of_one_consultation"),
    models.CheckConstraint(
        name="poll_question_leaves_law_its_words",
        condition=leaves_law_its_words("question", "slug"),
        violation_error_message=_(
            "« Élection », « référendum » et « consultation des électeurs » sont autre chose en droit. "
            "Écrivez votation ou budget participatif."
        ),
    ),
    models.CheckConstraint(
        name="poll_closes_after_it_opens",
        condition=Q(opens_at__isnull=True, closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
        violation_error_message=_("Un scrutin se ferme après son ouverture."),
    ),
    models.CheckConstraint(
        name="poll_asks_for_a_possible_number_of_choices",
        condition=Q(min_choices__gte=1) & (Q(max_choices__isnull=True) | Q(max_choices__gte=F("min_choices"))),
        violation_error_message=_("Le bulletin demande au moins un choix, et le maximum atteint le minimum."),
    ),
    models.CheckConstraint(
        name="poll_money_is_positive",
        condition=(Q(envelope_cents__isnull=True) | Q(envelope_cents__gt=0))
        & (Q(cap_cents__isnull=True) | Q(cap_cents__gt=0))
        & Q(unit__gte=1),
        violation_error_message=_("L’enveloppe et le plafond sont des montants positifs."),
    ),
    models.CheckConstraint(
        name="poll_thresholds_are_positive",
        condition=Q(min_votes__gte=1)
        & (Q(max_winners__isnull=True) | Q(max_winners__gte=1))
        & (Q(quorum__isnull=True) | Q(quorum__gte=1))
        & (Q(electorate__isnull=True) | Q(electorate__gte=1))
        & (Q(electorate__isnull=True) | Q(quorum__isnull=True) | Q(electorate__gte=F("quorum"))),
        violation_error_message=_("Les seuils valent au moins 1, et le quorum au plus le nombre d’inscrits."),
    ),
    models.CheckConstraint(
        name="poll_tracked_receipts_need_ballots",
        condition=~Q(receipts="tracked") | Q(ballots_published="always"),
        violation_error_message=_(
            "Un récépissé suivi demande que les bulletins soient publiés un par un dans tous les cas."
        ),
    ),
    models.CheckConstraint(
        name="poll_link_by_list_has_a_list",
        condition=~Q(link_proof="list") | Q(key_method__in=["list", "code"]),
        violation_error_message=_("Le lien ne se prouve par la liste que si le scrutin en a une."),
    ),
    models.CheckConstraint(
        name="poll_contest_lasts_a_month_at_most",
        condition=Q(contest_hours__lte=720),
        violation_error_message=_("Le délai pour contester est de 720 heures au plus : trente jours."),
    ),
    models.CheckConstraint(
        name="poll_sealed_with_its_contract",
        condition=Q(sealed_at__isnull=True, version=0, rule_json="", rule_sha256="")
        | Q(
            sealed_at__isnull=False,
            version__gte=1,
            opens_at__isnull=False,
            rule_sha256__regex=r"^[0-9a-f]{64}$",
        ),
        violation_error_message=_("Un scrutin scellé a ses dates et l’empreinte de sa règle."),
    ),
    models.CheckConstraint(
        name="poll_rule_goes_with_its_ballot",
        condition=reduce(or_, (Q(ballot_kind=kind, rule__in=rules) for kind, rules in RULES_OF.items())),
        violation_error_message=_("Cette règle ne va pas avec ce bulletin."),
    ),
    models.CheckConstraint(
        name="poll_other_rule_reads_the_same_ballots",
        condition=reduce(
            or_,
            (
                Q(ballot_kind=kind, rule=rule, other_rule__in=others)
                for (kind, rule), others in OTHER_RULES_OF.items()
                if others
            ),
            Q(other_rule=""),
        ),
        violation_error_message=_(
            "L’autre règle à montrer lit les mêmes bulletins que celle du vote : une règle de budget à côté d’une "
            "règle de budget, un classement à côté d’un classement."
        ),
    ),
    models.CheckConstraint(
        name="poll_zones_come_first_in_a_list",
        condition=Q(zones_first=False) | Q(rule=RuleName.GREEDY),
        violation_error_message=_("Chaque zone d’abord : seulement avec la règle « les plus soutenus »."),
    ),
    models.CheckConstraint(
        name="poll_compares_shares_with_the_list",
        condition=Q(preferred_by="") | Q(rule__in=NEED_BALLOTS),
        violation_error_message=_("Comparer aux « plus soutenus » : seulement les parts égales ou Phragmén."),
    ),
    models.CheckConstraint(
        name="poll_has_points_to_give",
        condition=(Q(points__isnull=True) | Q(points__gte=1)) & (~Q(ballot_kind="points") | Q(points__isnull=False)),
        violation_error_message=_("Un bulletin à points en donne au moins un."),
    ),
    models.CheckConstraint(
        name="poll_sealed_with_money_or_without",
        condition=Q(sealed_at__isnull=True)
        | Q(rule__in=SPENDING, envelope_cents__isnull=False)
        | (~Q(rule__in=SPENDING) & Q(envelope_cents__isnull=True, cap_cents__isnull=True)),
        violation_error_message=_("Une règle de budget a une enveloppe ; les autres n’ont ni argent ni plafond."),
    ),
    models.CheckConstraint(
        name="poll_sealed_by_someone",
        condition=Q(sealed_at__isnull=True, sealed_by__isnull=True)
        | Q(sealed_at__isnull=False, sealed_by__isnull=False),
        violation_error_message=_("Un scellé a une date et une personne."),
    ),
    models.CheckConstraint(
        name="poll_certified_and_published_by_someone",
        condition=(
            Q(certified_at__isnull=True, certified_by__isnull=True)
            | Q(certified_at__isnull=False, certified_by__isnull=False)
        )
        & (
            Q(published_at__isnull=True, published_by__isnull=True)
            | Q(published_at__isnull=False, published_by__isnull=False)
        ),
        violation_error_message=_("Un constat et une publication ont une date et une personne."),
    ),
    models.CheckConstraint(
        name="poll_steps_follow_each_other",
        condition=(Q(closed_at__isnull=True) | Q(sealed_at__isnull=False))
        & (Q(reconciled_at__isnull=True) | Q(closed_at__isnull=False))
        & (Q(counted_at__isnull=True) | Q(reconciled_at__isnull=False))
        & (Q(links_destroyed_at__isnull=True) | Q(counted_at__isnull=False))
        & (Q(certified_at__isnull=True) | Q(counted_at__isnull=False))
        & (Q(published_at__isnull=True) | Q(certified_at__isnull=False))
        & (Q(decided_at__isnull=True) | Q(published_at__isnull=False)),
        violation_error_message=_("Les étapes d’un scrutin se suivent dans l’ordre."),
    ),
]
