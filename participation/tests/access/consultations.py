"""Who gets what: consultations in public, as a preview, over the API, in the admin and its cockpit."""

from datetime import timedelta

from django.utils import timezone

from participation.consultations.models import Consultation
from participation.tests.factories.consultations import make_consultation, make_phase, make_rulebook
from territories.tests.factories.access import PUBLIC, Row, World, admin_answers, admin_rows, everybody, only, signed_in

#: Roles that see what their team prepares.
TEAM = ("manager", "instructor", "commission", "elected")
SEES, RUNS = {*TEAM, "administrator"}, {"manager", "administrator"}


def running(world: World, **fields) -> Consultation:
    """A consultation of the area whose ideas are open now."""
    now = timezone.now()
    consultation = make_consultation(area=world.area, running=None, **fields)
    make_phase(consultation, kind="ideas", opens=now - timedelta(days=1), closes=now + timedelta(days=9))
    return consultation


def make_public(world: World) -> dict:
    """A public consultation."""
    return {"slug": running(world).slug}


def make_draft(world: World) -> dict:
    """A consultation that is being prepared."""
    return {"slug": running(world, published=False).slug}


def make_asking(world: World) -> dict:
    """A public consultation that asks for a declaration."""
    return {"slug": running(world, minimum_age=16).slug}


def make_step(step: str):
    """The page of a step of the cockpit."""
    return lambda world: {"pk": running(world, published=step != "publier").pk, "step": step}


def make_frozen(world: World) -> dict:
    """The step that lifts a suspension."""
    consultation = running(
        world,
        frozen_at=timezone.now(),
        frozen_reason="Annulée",
        frozen_authority="le tribunal",
        frozen_decided_on=timezone.localdate(),
    )
    return {"pk": consultation.pk, "step": "reprendre"}


def elsewhere_unknown(allowed: set[str], **answers) -> dict[str, int]:
    """Answers of a page of one consultation: who does not see it, staff included, learns nothing of it."""
    return admin_answers(allowed, **answers) | {"elsewhere": 404, "agent": 404}


def step_answers(status: int = 200) -> dict[str, int]:
    """Managers take steps, readers are refused."""
    return elsewhere_unknown(RUNS, found=status) | dict.fromkeys(TEAM[1:], 403)


STEPS = ["publier", "prolonger", "programmer", "clore", "copier", "suspendre"]
PAGES = ["consultation", "rulebook", "consultation_journal"]

ROWS = [
    Row("participation:consultations", PUBLIC),
    Row("participation:consultation_feed", PUBLIC),
    Row("participation:result_feed", PUBLIC),
    *(
        Row(f"participation:{name}", PUBLIC, make=make_public)
        for name in ("consultation", "rulebook", "consultation_journal")
    ),
    *(Row(f"participation:{name}", only(*TEAM), case="draft", make=make_draft) for name in PAGES),
    Row("participation:take_part", signed_in(), make=make_asking),
    Row("participation:take_part", signed_in(302), case="nothing missing", make=make_public),
    Row(
        "participation:take_part",
        signed_in(302),
        method="post",
        make=make_asking,
        data=lambda world: {"declared": "on"},
    ),
    Row("consultation-list", PUBLIC, queries=("", "?format=json", "?format=csv")),
    Row("consultation-detail", PUBLIC, make=make_public, queries=("", "?format=json")),
    Row("consultation-detail", only(*TEAM), case="draft", make=make_draft, queries=("", "?format=json")),
    *admin_rows(
        "participation_consultation",
        see=" ".join(TEAM),
        edit="manager",
        deletes=True,
        make=lambda world: {"object_id": running(world, published=False).pk},
    ),
    *admin_rows(
        "participation_rulebook",
        see=" ".join(TEAM),
        edit="manager",
        deletes=True,
        make=lambda world: {"object_id": make_rulebook(running(world), published=False).pk},
    ),
    Row(
        "admin:participation_consultation_delete",
        admin_answers(set(), elsewhere=302) | {"elsewhere": 302, "agent": 403},
        case="published",
        make=lambda world: {"object_id": running(world).pk},
    ),
    Row("admin:participation_consultation_assistant", admin_answers({"manager", "administrator"})),
    Row(
        "admin:participation_consultation_cockpit",
        elsewhere_unknown(SEES),
        make=lambda world: {"pk": running(world).pk},
    ),
    *(Row("admin:participation_consultation_step", step_answers(), case=step, make=make_step(step)) for step in STEPS),
    Row("admin:participation_consultation_step", step_answers(), case="reprendre", make=make_frozen),
    Row(
        "admin:participation_consultation_step",
        step_answers(302),
        case="copier",
        method="post",
        make=make_step("copier"),
    ),
    Row(
        "admin:participation_consultation_step",
        everybody(404) | {"anonymous": 302, "resident": 302, "partner": 302},
        case="unknown",
        make=make_step("exploser"),
    ),
]
