"""Votes that recognise people otherwise than by an address: with their lists, their letters, and who proves a key."""

from datetime import date

from participation.ballots.models import KeyMethod
from participation.ballots.operations import (
    cast_ballot,
    make_codes,
    prove_list_line,
    read_voter_list,
    seal_poll,
    take_voter_list,
)
from participation.tests.factories.ballots import make_poll
from participation.tests.factories.consultations import DAY, NOW, publisher
from territories.tests.factories.accounts import make_user

#: An identity as an agent reads it, and the same person as a provider told of in tests.
ANGELA = {"birth_name": "DUBOIS", "first_names": "Angela Claire", "born": date(1962, 8, 24)}
LIST = "numéro;nom;date de naissance\n1;Dubois;24/08/1962\n2;Petit;01/02/1990\n7;Martin;15/03/1975\n"


def resident(**fields):
    """Somebody with an account."""
    return make_user(**fields).participant


def with_list(**fields):
    """A vote in preparation for the three people of a list."""
    poll = make_poll(sealed=False, key_method=KeyMethod.LIST, **fields)
    read_voter_list(poll=poll, data=LIST.encode(), by=publisher(), at=NOW)
    take_voter_list(poll=poll, by=publisher(), at=NOW)
    return poll


def listed_poll(**fields):
    """A sealed vote for the three people of a list."""
    return seal_poll(poll=with_list(**fields), by=publisher(), at=NOW - 6 * DAY)


def coded_poll(number=3, **fields):
    """A sealed vote by letters, and the codes in them."""
    poll = make_poll(sealed=False, key_method=KeyMethod.CODE, **fields)
    letters = make_codes(poll=poll, number=number, by=publisher(), at=NOW)
    return seal_poll(poll=poll, by=publisher(), at=NOW - 6 * DAY), [code for _no, code in letters]


def cast(poll, participant, choices=(1,)):
    """Vote on the web."""
    return cast_ballot(poll=poll, participant=participant, choices=choices, at=NOW)


def prove_line(poll, participant, number=1, born=date(1962, 8, 24), at=NOW):
    """Prove a line of the list, Angela's unless told otherwise."""
    prove_list_line(poll=poll, participant=participant, number=number, born=born, at=at)
