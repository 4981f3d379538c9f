"""Real votes: a ballot file becomes a counted consultation whose result is what its town published."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from participation.ballots.models import Counted, Poll
from participation.ballots.results import result_of
from participation.tests.factories.consultations import publisher
from territories.tests.factories.areas import make_commune

pytestmark = pytest.mark.django_db
FILES = Path(settings.BASE_DIR).parent / "shared" / "data" / "pb"
SMALL = """META
key;value
description;Budget de quartier
unit;Essai
instance;2024
budget;1000
vote_type;approval
rule;greedy
date_begin;01.03.2024
date_end;15.03.2024
currency;EUR
PROJECTS
project_id;cost;name;selected
b;600;Bancs;1
a;700;Arbres;0
c;300;Compost;1
VOTES
voter_id;vote
1;b,c
2;b
3;a,b
4;
"""


def real(name):
    path = FILES / name
    if not path.exists():
        pytest.skip(f"{path} is not here: the real ballots of this town were not read")
    return path


def load(path, **options):
    make_commune(code="88413")
    publisher()
    call_command("import_pb", str(path), area="88413", by="publication@exemple.fr", **options)
    return Poll.objects.get(origin="pabulib")


def test_a_file_becomes_a_published_archive(tmp_path, capsys):
    path = tmp_path / "essai.pb"
    path.write_text(SMALL, encoding="utf-8")
    poll = load(path)
    assert (poll.question, poll.currency, poll.envelope_cents) == ("Budget de quartier · Essai 2024", "EUR", 100_000)
    assert list(Counted.objects.filter(poll=poll).values_list("no", "choices")) == [
        (1, []),
        (2, [1, 2]),
        (3, [2]),
        (4, [2, 3]),
    ]
    result = result_of(poll)
    assert (result.voters, result.blank) == (4, 1)
    assert [one.code for one in result.winners] == ["b", "c"]
    assert poll.published_at
    assert "2 lauréats" in capsys.readouterr().out
    with pytest.raises(CommandError, match="aucun territoire"):
        call_command("import_pb", str(path), area="00000", by="publication@exemple.fr")


def test_an_unreadable_file_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "faux.pb"
    path.write_text("rien", encoding="utf-8")
    make_commune(code="88413")
    publisher()
    with pytest.raises(CommandError, match="META"):
        call_command("import_pb", str(path), area="88413", by="publication@exemple.fr")
    assert not Poll.objects.exists()


@pytest.mark.parametrize(
    ("name", "winners", "spent", "voters"),
    [
        ("Netherlands_Assen_2024.pb", 9, 76_700, 84),
        ("Poland_Wieliczka_2023_Green_Budget.pb", 30, 995_079, 6586),
        ("France_Toulouse_2024.pb", None, None, 7260),
        ("France_Toulouse_2019.pb", None, None, 1494),
    ],
)
def test_real_votes_are_counted_again(name, winners, spent, voters):
    poll = load(real(name))
    result = result_of(poll)
    assert result.voters == voters == poll.counted.count()
    assert result.spent + result.left == result.envelope
    official = poll.consultation.archived_facts["official_winners"]
    if winners is not None:
        assert (len(result.winners), result.spent) == (winners, spent * 100)
        assert sorted(one.code for one in result.winners) == official
