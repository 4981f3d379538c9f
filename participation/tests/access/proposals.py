"""Who gets what: ideas, studies, comments."""

from datetime import timedelta

from django.utils import timezone

from participation.debates.models import Comment
from participation.proposals.judgements import ScopeChange, Study
from participation.proposals.states import Status
from participation.tests.factories.consultations import make_consultation, make_phase
from participation.tests.factories.proposals import make_proposal
from territories.tests.factories.access import (
    PUBLIC,
    ROLES,
    STAFF,
    Row,
    World,
    admin_answers,
    admin_rows,
    everybody,
    only,
    signed_in,
)


def make_call(world: World, **fields):
    """A consultation of the world's area whose phases of ideas and study run today."""
    consultation = make_consultation(area=world.area, running=None, **fields)
    now, day = timezone.now(), timedelta(days=1)
    for kind in ("ideas", "study"):
        make_phase(consultation, kind=kind, opens=now - day, closes=now + day)
    return consultation


def make_idea(world: World, **fields):
    return make_proposal(consultation=make_call(world), at=timezone.now(), **fields)


def at(idea, **more) -> dict:
    return {"slug": idea.consultation.slug, "idea": idea.slug, **more}


def by_resident(status: str, **fields):
    """An idea of the world's resident, in this state."""
    return lambda world: at(make_idea(world, author=world.users["resident"].participant, status=status, **fields))


def hidden(world: World) -> dict:
    return at(make_idea(world, hidden_at=timezone.now(), hidden_reason="Injurieuse."))


def changed(world: World) -> dict:
    """An idea of the resident whose scope the services want to change."""
    idea = make_idea(world, author=world.users["resident"].participant, status=Status.IN_STUDY)
    ScopeChange.objects.create(
        consultation=idea.consultation, proposal=idea, title="Autre", text="Autre.", reason="Coût.", at=timezone.now()
    )
    return at(idea)


def entered(world: World) -> dict:
    return at(make_idea(world, entered_by=world.users["agent"]))


def make_comment(world: World, **fields) -> Comment:
    idea = make_idea(world)
    return Comment.objects.create(
        consultation=idea.consultation,
        proposal=idea,
        author=idea.author,
        text="D’accord.",
        at=timezone.now(),
        **fields,
    )


def said(name: str = "comment", **fields):
    def make(world: World) -> dict:
        comment = make_comment(world, **fields)
        return at(comment.proposal, **{name: comment.public_id})

    return make


def make_study(world: World, instructor="instructor") -> Study:
    """The sheet of an idea given to the world's instructor, or to nobody."""
    idea = make_idea(world, status=Status.IN_STUDY, instructor=world.users.get(instructor))
    return Study.objects.create(consultation=idea.consultation, proposal=idea, written_at=timezone.now())


def list_of(world: World) -> dict:
    return {"slug": make_call(world).slug}


def draft_list(world: World) -> dict:
    return {"slug": make_call(world, published=False).slug}


LEAD_TO_SIGN_IN = {"anonymous": 302}
TEAM = ("manager", "commission", "elected")


def step(page: str, slug: str, allowed: str, *, seen_by: str, make, case: str = "") -> Row:
    """The page of a step: for those who hold its capability, 403 for those who only see the row, else 404."""
    answers = {role: 404 if role in STAFF else 302 for role in ROLES}
    answers |= dict.fromkeys(seen_by.split(), 403) | dict.fromkeys([*allowed.split(), "administrator"], 200)
    return Row(
        f"admin:participation_{page}_step",
        answers,
        case=case or slug,
        make=lambda world: {"pk": make(world).pk, "step": slug},
    )


STEPS = [
    *[
        step("proposal", slug, "manager", seen_by="commission elected", make=make_idea)
        for slug in ("fusionner", "retirer", "masquer", "montrer", "confier", "reponse")
    ],
    step("proposal", "decider", "manager commission", seen_by="elected", make=make_idea),
    *[
        step("study", slug, "manager instructor", seen_by="", make=make_study)
        for slug in ("conclure", "perimetre", "rouvrir")
    ],
    step("study", "conclure", "manager", seen_by="", make=lambda world: make_study(world, None), case="of another"),
    *[step("comment", slug, "manager", seen_by="", make=make_comment) for slug in ("masquer", "garder", "remettre")],
]
STUDIERS = {"manager", "instructor", "administrator"}

ROWS = [
    Row("participation:proposals", PUBLIC, make=list_of, queries=("", "?vue=carte", "?q=bancs", "?tri=soutenues")),
    Row(
        "participation:proposals", only("manager", "instructor", "commission", "elected"), case="draft", make=draft_list
    ),
    Row("participation:similar_ideas", PUBLIC, make=list_of, queries=("", "?title=Des bancs à l’ombre")),
    Row("participation:new_idea", signed_in(), make=list_of),
    Row("participation:desk_idea", only("manager", "agent") | LEAD_TO_SIGN_IN, make=list_of),
    Row("participation:proposal", PUBLIC, make=lambda world: at(make_idea(world))),
    Row(
        "participation:proposal",
        only("resident") | {"administrator": 404},
        case="draft",
        make=by_resident(Status.DRAFT),
    ),
    Row("participation:proposal", only(*TEAM), case="hidden", make=hidden),
    Row("participation:proposal_versions", PUBLIC, make=lambda world: at(make_idea(world))),
    Row("participation:proposal_versions", only(*TEAM), case="hidden", make=hidden),
    Row("participation:idea_receipt", only("manager", "agent") | LEAD_TO_SIGN_IN, make=entered),
    Row(
        "participation:idea_receipt",
        everybody(404) | LEAD_TO_SIGN_IN,
        case="by oneself",
        make=lambda w: at(make_idea(w)),
    ),
    *[
        Row(f"participation:{name}", only("resident") | LEAD_TO_SIGN_IN | {"administrator": 404}, make=make)
        for name, make in [
            ("file_idea", by_resident(Status.DRAFT)),
            ("change_idea", by_resident(Status.SUBMITTED)),
            ("withdraw_idea", by_resident(Status.SUBMITTED)),
            ("review_idea", by_resident(Status.INADMISSIBLE)),
            ("scope_of_idea", changed),
        ]
    ],
    Row("participation:support_idea", signed_in(), make=lambda world: at(make_idea(world))),
    Row("participation:support_idea", signed_in(302), case="given", method="post", make=lambda w: at(make_idea(w))),
    Row("participation:comment_idea", signed_in(), make=lambda world: at(make_idea(world))),
    Row("participation:answer_comment", signed_in(), make=said("answering")),
    Row("participation:report_comment", signed_in(), make=said()),
    Row(
        "participation:report_comment",
        everybody(404) | LEAD_TO_SIGN_IN | {"manager": 200, "administrator": 200},
        case="hidden",
        make=said(hidden_at=timezone.now(), hidden_reason="Injure."),
    ),
    Row("participation:withdraw_comment", everybody(404) | LEAD_TO_SIGN_IN, make=said()),
    Row("proposal-list", PUBLIC, queries=("", "?format=json", "?format=csv", "?format=geojson")),
    Row(
        "proposal-detail",
        PUBLIC,
        make=lambda world: {"public_id": make_idea(world).public_id},
        queries=("", "?format=json", "?format=geojson"),
    ),
    Row(
        "proposal-detail",
        everybody(404),
        case="hidden",
        make=lambda w: {"public_id": make_idea(w, hidden_at=timezone.now(), hidden_reason="x").public_id},
        queries=("", "?format=geojson"),
    ),
    Row("proposal-list", everybody(400) | {"anonymous": 403}, case="nothing said", method="post"),
    *admin_rows(
        "participation_proposal",
        see="manager commission elected",
        adds=False,
        make=lambda world: {"object_id": make_idea(world).pk},
    ),
    *admin_rows(
        "participation_study",
        see="manager instructor",
        edit="manager instructor",
        adds=False,
        make=lambda world: {"object_id": make_study(world).pk},
    ),
    *admin_rows(
        "participation_comment", see="manager", adds=False, make=lambda world: {"object_id": make_comment(world).pk}
    ),
    *STEPS,
    Row("admin:participation_study_workbook", admin_answers(STUDIERS)),
    Row("admin:participation_study_export_sheets", admin_answers(STUDIERS)),
    Row("admin:participation_study_import_sheets", admin_answers(STUDIERS, found=302)),
]
