"""The form of a vote shows, and takes, only what goes with the chosen ballot and its rule."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from crois_sens.testing.browser import sign_in
from participation.ballots.kinds import KINDS
from participation.ballots.method_fields import APPLIES, Method, apart, methods_of
from participation.ballots.models import RULES_OF, BallotKind, Poll
from participation.tests.factories.ballots import fresh, make_poll
from participation.tests.factories.consultations import make_consultation, make_phase
from territories.tests.factories.accounts import make_staff

pytestmark = pytest.mark.django_db
BUDGET = {"envelope_cents", "cap_cents", "min_votes"}
SETS = {
    ("choose", "greedy", ""): APPLIES.keys() - {"points", "completion", "utility", "preferred_by"},
    ("choose", "greedy", "equal-shares"): APPLIES.keys() - {"points", "preferred_by"},
    ("choose", "phragmen", ""): APPLIES.keys() - {"points", "completion", "utility", "zones_first"},
    ("choose", "most-votes", ""): {"min_choices", "max_choices", "rule", "max_winners"},
    ("envelope", "equal-shares", ""): {
        *("rule", "completion", "utility", "preferred_by", *BUDGET, "max_winners", "other_rule")
    },
    ("yes-no", "yes-no", ""): set(),
    ("single", "most-votes", ""): {"max_winners"},
    ("points", "most-votes", ""): {"points", "max_choices", "rule", "max_winners"},
    ("grades", "majority-judgment", ""): {"max_winners"},
    ("ranking", "schulze", "instant-runoff"): {"rule", "max_winners", "other_rule"},
    ("ranking", "instant-runoff", ""): {"rule", "other_rule"},
}


@pytest.mark.parametrize(("method", "fields"), SETS.items(), ids=["-".join(one) for one in SETS])
def test_what_applies_to_a_method(method, fields):
    assert APPLIES.keys() - apart(Method(*method)) == fields


def test_every_kind_of_ballot_has_its_methods():
    assert set(RULES_OF) == set(KINDS) == set(BallotKind)
    assert [(one.rule, one.other) for one in methods_of("ranking")] == [
        ("schulze", ""),
        ("schulze", "instant-runoff"),
        ("instant-runoff", ""),
        ("instant-runoff", "schulze"),
    ]


@pytest.fixture
def desk(client):
    """A manager before the form of a new vote; returns what the form holds."""
    consultation = make_consultation(running=None)
    make_phase(consultation, kind="vote")
    client.force_login(make_staff("manager", consultation.area))
    return {
        "consultation": consultation.pk,
        "question": "Que faire de la place ?",
        "allow_blank": "on",
        "paper": "none",
        "duplicates": "paper",
        "receipts": "sealed",
        "ballots_published": "auto",
        "key_method": "email",
        "link_proof": "declared",
        "contest_hours": 48,
        **{
            f"{inline}-{count}_FORMS": 0
            for inline in ("urns", "choices", "ideas_said")
            for count in ("TOTAL", "INITIAL")
        },
    }


def send(client, typed, **more):
    return client.post(reverse("admin:participation_poll_add"), {**typed, **more})


def errors(response):
    return response.context["adminform"].form.errors.as_text()


def test_what_does_not_apply_need_not_be_sent(client, desk):
    send(client, desk, ballot_kind="grades")
    poll = Poll.objects.get()
    assert (poll.rule, poll.min_choices, poll.envelope_cents, poll.min_votes) == ("majority-judgment", 1, None, 1)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("yes-no", {"envelope_cents": "100 000"}, "laissez ce champ vide"),
        ("choose", {"rule": "greedy", "points": 25}, "laissez « 10 »"),
        ("choose", {"rule": "greedy", "completion": "none"}, "laissez « un euro de plus par personne, jusqu"),
        ("single", {"min_votes": 100}, "laissez « 1 »"),
        ("ranking", {"rule": "instant-runoff", "max_winners": 2}, "laissez ce champ vide"),
        ("choose", {"rule": "most-votes", "other_rule": "equal-shares"}, "laissez ce champ vide"),
    ],
)
def test_what_does_not_apply_is_refused_at_its_field(client, desk, kind, typed, said):
    money = {"min_choices": 1, "max_choices": 3} if kind == "choose" else {}
    needed = {"when_it_does_not_fit": "skip", "min_votes": 1} if typed.get("rule") == "greedy" else {}
    [(name, _value)] = [one for one in typed.items() if one[0] != "rule"]
    refused = send(client, desk, ballot_kind=kind, **{**money, **needed, **typed})
    form = refused.context["adminform"].form
    assert list(form.errors) == [name], errors(refused)
    assert said in form.errors[name][0]
    assert not Poll.objects.exists()


def test_a_rule_of_another_ballot_is_refused_with_those_that_go(client, desk):
    refused = send(client, desk, ballot_kind="ranking", rule="greedy")
    [said] = refused.context["adminform"].form.errors["rule"]
    assert "face à face, méthode de Schulze" in said
    assert "parts égales" not in said
    budget = {"min_choices": 1, "min_votes": 1, "when_it_does_not_fit": "skip"}
    refused = send(client, desk, ballot_kind="choose", rule="greedy", other_rule="schulze", **budget)
    assert list(refused.context["adminform"].form.errors) == ["other_rule"], errors(refused)
    assert "au moins un" in errors(send(client, desk, ballot_kind="points", rule="most-votes", points=""))


def test_what_another_method_left_is_forgotten(client, desk):
    """The limit of a ballot of projects is not the manager's mistake once they ask a question instead."""
    poll = make_poll(sealed=False, max_choices=5, min_votes=50)
    client.force_login(make_staff("manager", poll.consultation.area))
    typed = desk | {"consultation": poll.consultation_id, "slug": poll.slug, "ballot_kind": "yes-no"}
    left = {"max_choices": 5, "min_votes": 50, "rule": "greedy"}
    client.post(reverse("admin:participation_poll_change", args=[poll.pk]), typed | left)
    poll = fresh(poll)
    assert (poll.rule, poll.max_choices, poll.min_votes) == ("yes-no", 3, 1)


def test_a_sealed_vote_is_read_without_what_does_not_apply(client):
    poll = make_poll(ballot_kind="ranking", rule="schulze")
    client.force_login(make_staff("manager", poll.consultation.area))
    page = client.get(reverse("admin:participation_poll_change", args=[poll.pk])).text
    assert "nombre maximum de lauréats" in page.lower()
    for said in ("points à répartir", "complément (parts égales)", "plafond par projet"):
        assert said not in page.lower()


def test_the_style_sheet_alone_hides_what_does_not_apply(client, desk):
    """It asks no script: what is chosen decides, and a field that was refused stays."""
    told = client.get(reverse("admin:participation_poll_add")).text
    chosen = ':has([name="ballot_kind"] option[value="grades"]:checked)'
    [line] = [line for line in told.splitlines() if f"form{chosen} :is(.field-line" in line]
    assert ".field-line.field-points" in line
    assert ".field-line.field-max_winners" not in line
    assert ":not(.errors)" in line


def test_the_form_hides_at_once_what_does_not_apply(page, transactional_db):
    sign_in(page, make_staff("manager", make_consultation(running=None).area))
    page.goto(reverse("admin:participation_poll_add"))
    kind, rule, other, points = (
        page.locator(f"[name={name}]") for name in ("ballot_kind", "rule", "other_rule", "points")
    )

    def shown():
        return {name for name in APPLIES if page.locator(f"[name={name}]").is_visible()}

    assert shown() == SETS["choose", "greedy", ""]
    kind.select_option("points")
    expect(points).to_be_visible()
    points.fill("25")
    kind.select_option("grades")
    assert shown() == SETS["grades", "majority-judgment", ""]
    assert points.input_value() == "10"
    kind.select_option("choose")
    rule.select_option("greedy")
    other.select_option("equal-shares")
    assert shown() == SETS["choose", "greedy", "equal-shares"]
    kind.select_option("ranking")
    assert (rule.input_value(), other.input_value()) == ("schulze", "")


def test_a_number_given_twice_is_told_and_nothing_is_written(client, desk):
    line = {"title": "Un banc", "text": "Au soleil.", "cost_cents": "300"}
    lines = {f"choices-{place}-{name}": value for place in (0, 1) for name, value in {**line, "no": 1}.items()}
    budget = {"ballot_kind": "choose", "rule": "greedy", "envelope_cents": "1000", "min_votes": 1}
    budget |= {"min_choices": 1, "max_choices": 1, "when_it_does_not_fit": "skip"}
    response = send(client, desk, **budget, **lines, **{"choices-TOTAL_FORMS": 2})
    assert (response.status_code, errors(response)) == (200, "")
    assert "Corrig" in response.text
    assert not Poll.objects.exists()

    response = send(client, desk, **budget, **{**lines, "choices-1-no": 2, "choices-TOTAL_FORMS": 2})
    assert response.status_code == 302, errors(response)
    poll = Poll.objects.get()
    assert sorted(poll.choices.values_list("no", flat=True)) == [1, 2]
