"""May one contribute here, now? When not, the sentence says when, or what to do."""

import pytest

from participation.consultations.models import Declaration
from participation.consultations.operations import (
    NotEligible,
    NotWelcome,
    declare,
    missing_for,
    require,
    require_eligible,
)
from participation.consultations.rules import Welcome
from participation.consultations.rules.eligibility import Conditions, Missing, Standing, what_is_missing
from participation.tests.factories.consultations import NOW, make_consultation, make_phase
from territories.accounts.models import Participant
from territories.tests.factories.areas import make_area, make_commune


def someone(**fields) -> Participant:
    return Participant.objects.create(created_at=NOW, **fields)


CLUB = Conditions(accepted_links=frozenset({"lives", "works"}), minimum_age=16, declaration="Je joue franc jeu.")


@pytest.mark.parametrize(
    ("standing", "missing"),
    [
        (Standing(), [Missing.SIGN_IN]),
        (Standing(known=True), [Missing.HOME, Missing.DECLARATION]),
        (Standing(known=True, home_known=True, declared=True), [Missing.OTHER_AREA]),
        (Standing(known=True, home_known=True, home_inside=True, declared=True), [Missing.LINK]),
        (
            Standing(known=True, home_known=True, home_inside=True, links=frozenset({"studies"}), declared=True),
            [Missing.OTHER_LINK],
        ),
        (
            Standing(known=True, home_known=True, home_inside=True, links=frozenset({"lives"})),
            [Missing.DECLARATION],
        ),
        (
            Standing(known=True, home_known=True, home_inside=True, links=frozenset({"lives"}), declared=True),
            [],
        ),
    ],
)
def test_conditions_are_missing_one_by_one(standing, missing):
    assert what_is_missing(CLUB, standing) == missing


def test_without_conditions_anybody_known_takes_part():
    assert what_is_missing(Conditions(), Standing(known=True)) == []


@pytest.mark.django_db
class TestRequire:
    def test_lets_in_what_is_welcome(self):
        require(make_consultation(running="ideas"), Welcome.IDEA, NOW)

    @pytest.mark.parametrize(
        ("opens", "closes", "sentence"),
        [
            (1, 5, "Le vote ouvre le mercredi 11 mars 2026 à 13 h."),
            (-5, -1, "Le vote a pris fin le lundi 9 mars 2026 à 13 h."),
            (-5, 0, "Le vote a pris fin le mardi 10 mars 2026 à 13 h."),
        ],
    )
    def test_says_when(self, opens, closes, sentence):
        consultation = make_consultation(running=None)
        make_phase(consultation, kind="vote", opens=opens, closes=closes)
        with pytest.raises(NotWelcome) as refused:
            require(consultation, Welcome.BALLOT, NOW)
        assert str(refused.value).replace("\xa0", " ") == sentence

    def test_says_the_hour_of_the_territory(self):
        consultation = make_consultation(running=None, time_zone="Indian/Reunion")
        make_phase(consultation, kind="vote", opens=1, closes=5)
        with pytest.raises(NotWelcome, match=r"à 16.h"):
            require(consultation, Welcome.BALLOT, NOW)

    def test_says_that_it_is_not_foreseen(self):
        with pytest.raises(NotWelcome, match="ne prévoit pas le vote"):
            require(make_consultation(running="ideas"), Welcome.BALLOT, NOW)

    def test_says_that_it_is_not_published(self):
        with pytest.raises(NotWelcome, match="pas encore publiée"):
            require(make_consultation(published=False), Welcome.IDEA, NOW)

    def test_says_who_suspended_it(self):
        consultation = make_consultation(
            frozen_at=NOW, frozen_reason="Motif", frozen_authority="le tribunal", frozen_decided_on=NOW.date()
        )
        with pytest.raises(NotWelcome, match="suspendue par une décision de : le tribunal"):
            require(consultation, Welcome.IDEA, NOW)


@pytest.mark.django_db
class TestEligibility:
    def test_a_member_commune_of_the_area_is_inside(self):
        epci = make_area()
        consultation = make_consultation(area=epci, accepted_links=["lives"])
        inside = someone(home=make_commune(epci=epci), links=["lives"])
        outside = someone(home=make_commune(), links=["lives"])
        require_eligible(consultation, inside)
        with pytest.raises(NotEligible, match=f"« {epci} »") as refused:
            require_eligible(consultation, outside)
        assert refused.value.details["missing"] == ["other_area"]

    def test_the_commune_of_a_quarter_is_inside_it(self):
        commune = make_commune()
        quarter = make_area(kind="quarter", parent=commune)
        consultation = make_consultation(area=quarter, accepted_links=["lives"])
        assert missing_for(consultation, someone(home=commune, links=["lives"])) == []

    def test_a_visitor_is_told_to_sign_in(self):
        assert missing_for(make_consultation(), None) == [Missing.SIGN_IN]

    def test_a_declaration_is_kept_once_with_its_text(self):
        consultation = make_consultation(minimum_age=16, declaration="J’habite ici.")
        person = someone()
        assert missing_for(consultation, person) == [Missing.DECLARATION]
        for _ in range(2):
            declare(consultation=consultation, participant=person, at=NOW)
        assert Declaration.objects.get().text == "J’habite ici."
        assert missing_for(consultation, person) == []

    def test_another_text_asks_for_another_declaration(self):
        consultation = make_consultation(minimum_age=16)
        person = someone()
        declare(consultation=consultation, participant=person, at=NOW)
        consultation.minimum_age = 18
        assert missing_for(consultation, person) == [Missing.DECLARATION]
        consultation.minimum_age = 15
        assert missing_for(consultation, person) == []
