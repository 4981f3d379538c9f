"""Letters to the holders of every project of a vote, those who did not win too: what came out, why, and what now."""

from django.utils.translation import gettext as _

from participation.ballots.method_tables import figure_of
from participation.ballots.models import Poll
from participation.ballots.provenance import address_of
from participation.ballots.results import ProjectResult, Result, result_of
from participation.papers.public import common
from participation.proposals.records import Holder
from territories.accounts.models import Participant
from territories.instance.templatetags.house import day, number


def letters(poll: Poll, options: dict) -> dict:
    """A letter per holder who can still be named, in the order of the ballot; dated when the last of it was public."""
    result = result_of(poll)
    by_idea = _holders(poll)
    ideas = dict(poll.choices.exclude(proposal=None).values_list("no", "proposal_id"))
    pages = [
        _letter(poll, result, project, person)
        for project in sorted(result.projects, key=lambda one: one.no)
        for person in by_idea.get(ideas.get(project.no), [])
    ]
    return {
        **common(poll, _("Lettres aux porteurs : %(title)s") % {"title": poll.consultation.title}),
        "date": day(poll.decided_at or poll.published_at, poll.consultation.time_zone),
        "letters": pages,
        "empty": "" if pages else _("Aucun projet de ce bulletin n’a de porteur à qui écrire."),
    }


def _holders(poll: Poll) -> dict[int, list[Participant]]:
    """Who carries each idea of the ballot, their identities with them, in one query."""
    rows = Holder.objects.filter(
        consultation=poll.consultation_id,
        proposal__in=poll.choices.exclude(proposal=None).values("proposal"),
        participant__erased_at=None,
    )
    found: dict[int, list[Participant]] = {}
    for row in rows.select_related("participant__identity"):
        found.setdefault(row.proposal_id, []).append(row.participant)
    return found


def _letter(poll: Poll, result: Result, project: ProjectResult, person: Participant) -> dict:
    identity = getattr(person, "identity", None)
    name = (identity and (identity.full_name or identity.display_name)) or person.public_name
    return {
        "to": [name, *(identity.postal_address.split(", ") if identity and identity.postal_address else [])],
        "about": _("Votre projet n° %(no)s, « %(title)s »") % {"no": project.no, "title": project.title},
        "paragraphs": [_("Bonjour,"), *_told(poll, result, project)],
        "sign": [str(poll.consultation.organiser), _("Nom, qualité, signature")],
    }


def _told(poll: Poll, result: Result, project: ProjectResult) -> list[str]:
    """What came out, why, and what comes now, in the numbers of the published result."""
    values = {"figure": figure_of(result, project), "voters": number(result.voters)}
    if result.voters is None:
        first = _("Votre projet a reçu %(figure)s.") % values
    else:
        first = _("%(voters)s personnes ont voté. Votre projet a reçu %(figure)s.") % values
    return [
        first,
        _("Ce que la règle du vote a donné : « %(reason)s »") % {"reason": project.reason},
        _next(poll, result, project),
        _("Le résultat complet, projet par projet, et de quoi le vérifier :\n%(where)s") % {"where": address_of(poll)},
        _("Merci d’avoir proposé et porté ce projet."),
    ]


def _next(poll: Poll, result: Result, project: ProjectResult) -> str:
    decider = poll.consultation.deciding_body or _("l’assemblée délibérante")
    if not project.won:
        return _(
            "Il n’est donc pas retenu cette fois. Il reste lisible en ligne, et vous pouvez le proposer à nouveau."
        )
    if project.adopted is None:
        return _(
            "Il est retenu par le vote, sous réserve du vote du conseil : %(who)s doit encore délibérer. Nous vous "
            "écrirons ensuite."
        ) % {"who": decider}
    values = {
        "number": result.decision.number,
        "day": day(result.decision.decided_on),
        "reason": result.decision.reason,
    }
    if project.adopted:
        return _("La délibération n° %(number)s du %(day)s l’adopte : il est lauréat et sera réalisé.") % values
    return _("La délibération n° %(number)s du %(day)s ne l’a pas suivi. Motif : %(reason)s") % values
