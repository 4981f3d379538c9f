"""Reading ``.pb`` files: our own small ones, with every flaw that files of towns have."""

import pytest

from participation.ballots.rules import read
from participation.ballots.rules.ballot_file import load
from participation.ballots.rules.refusals import UnreadableBallotFile

SMALL = """META
key;value
description;Invented
budget;1000
vote_type;approval
num_votes;3
PROJECTS
project_id;cost;votes;name;selected
p1;600;2;"Un banc ""public""; et son ombre";1
p2;500;1;Une haie;0
VOTES
voter_id;vote
1;p1
2;p1,p2
3;
"""


def parse(text):
    return read(text.splitlines(keepends=True))


def codes(file):
    return {finding.code: finding.count for finding in file.findings}


def test_a_small_file():
    file = parse(SMALL)
    profile = file.profile
    assert (profile.envelope, profile.unit, profile.voters) == (100_000, 100, 3)
    assert profile.votes == profile.points == (2, 1)
    assert profile.ballots == {(0,): 1, (0, 1): 1, (): 1}
    assert file.projects[0].name == 'Un banc "public"; et son ombre'
    assert file.official_winners == {"p1"}
    assert codes(file) == {"empty_ballots": 1}


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("VOTES", "votes"), ("META", "META;;")])
def test_line_ends_and_case_do_not_matter(change):
    assert parse(SMALL.replace(*change)).profile == parse(SMALL).profile


def test_a_byte_order_mark_is_skipped(tmp_path):
    path = tmp_path / "vote.pb"
    path.write_text("\ufeff" + SMALL, encoding="utf-8")
    assert load(path).profile == parse(SMALL).profile


def test_blank_lines_are_no_voters_and_rows_that_end_early_are():
    file = parse(SMALL + "\n4\n \n5;\n")
    assert (file.profile.voters, codes(file)) == (5, {"empty_ballots": 3, "num_votes_differs": 1})


def test_a_project_listed_twice_counts_once():
    file = parse(SMALL.replace("2;p1,p2", "2;p1,p2,p1"))
    assert file.profile.votes == (2, 1)
    assert codes(file)["doubled_choices"] == 1


def test_unknown_projects_count_nothing_and_are_reported():
    file = parse(SMALL.replace("2;p1,p2", "2;p1,zz, p2"))
    assert file.profile.votes == (2, 1)
    assert codes(file)["unknown_projects"] == 1
    assert "zz" in next(one.sentence for one in file.findings if one.code == "unknown_projects")


def test_other_differences_are_reported():
    text = SMALL.replace("budget;1000", "budget;1000\nnum_projects;7\nmax_length;1").replace("600;2", "600;9")
    found = codes(parse(text.replace("3;\n", "2;\n")))
    assert found == {
        "empty_ballots": 1,
        "overlong_ballots": 1,
        "repeated_voters": 1,
        "num_projects_differs": 1,
        "votes_differ": 1,
    }


@pytest.mark.parametrize(
    ("written", "cents"),
    [("600", 60_000), ("600.0", 60_000), ("600.5", 60_050), ("600,50", 60_050), ("1 200,5", 120_050), ("0", 0)],
)
def test_amounts_are_read_exactly(written, cents):
    assert parse(SMALL.replace("p1;600", f"p1;{written}")).profile.projects[0].cost == cents


def test_amounts_finer_than_a_cent_make_money_finer():
    profile = parse(SMALL.replace("p1;600", "p1;600.1234")).profile
    assert (profile.unit, profile.projects[0].cost, profile.envelope) == (10_000, 6_001_234, 10_000_000)


@pytest.mark.parametrize("written", ["", "abc", "-5", "1e3", "nan", "12,500", "1.2.3", "9" * 16])
def test_amounts_that_cannot_be_read_exactly_make_the_file_unreadable(written):
    with pytest.raises(UnreadableBallotFile, match="le coût du projet p1"):
        parse(SMALL.replace("p1;600", f"p1;{written}"))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (SMALL, "", "il manque la section META, PROJECTS, VOTES"),
        ("META\n", "", "ne commence pas par la section META"),
        ("VOTES\n", "", "il manque la section VOTES"),
        ("VOTES\n", "META\n", "la section META figure deux fois"),
        ("budget;1000\n", "", "le budget n’est pas un montant"),
        ("project_id;", "id;", "il manque la colonne project_id"),
        ("voter_id;vote", "voter_id;choice", "il manque la colonne vote "),
        ("p2;500", "p1;500", "le projet p1 figure deux fois"),
        ("p2;500", ";500", "n’a pas de project_id"),
        ("approval", "telepathy", "« telepathy » n’est pas connu"),
        ("Une haie", '"Une haie', "il manque la section VOTES"),
    ],
)
def test_what_could_change_a_result_in_silence_makes_the_file_unreadable(before, after, problem):
    with pytest.raises(UnreadableBallotFile, match=problem):
        parse(SMALL.replace(before, after, 1))


def test_a_file_in_another_encoding_or_absent_is_told(tmp_path):
    latin = tmp_path / "latin.pb"
    latin.write_bytes(SMALL.replace("Invented", "inventé").encode("latin-1"))
    with pytest.raises(UnreadableBallotFile, match="UTF-8"):
        load(latin)
    with pytest.raises(UnreadableBallotFile, match="impossible de l’ouvrir"):
        load(tmp_path / "absent.pb")


POINTS = SMALL.replace("voter_id;vote", "voter_id;vote;points")


@pytest.mark.parametrize("kind", ["cumulative", "scoring", "ordinal"])
def test_points_add_up_and_the_first_mention_counts(kind):
    text = POINTS.replace("approval", kind).replace("1;p1", "1;p1;3").replace("2;p1,p2", "2;p1,p2,p1;2,1,9")
    file = parse(text)
    assert file.gives_points
    assert (file.profile.votes, file.profile.points) == ((2, 1), (5, 1))


def test_a_project_given_no_points_is_not_chosen():
    text = POINTS.replace("approval", "scoring").replace("1;p1", "1;p1;3").replace("2;p1,p2", "2;p1,p2;-1,0")
    profile = parse(text).profile
    assert (profile.votes, profile.points, profile.voters) == ((1, 0), (2, 0), 3)


def test_a_ranking_without_points_is_counted_as_borda_does():
    text = SMALL.replace("approval", "ordinal").replace("2;p1,p2", "2;p2,p1").replace("budget", "max_length;3\nbudget")
    assert parse(text).profile.points == (3 + 2, 3)


@pytest.mark.parametrize("points", ["1", "1,2,3", "1,x", ""])
def test_points_that_do_not_go_with_the_choices_make_the_file_unreadable(points):
    with pytest.raises(UnreadableBallotFile):
        parse(
            POINTS.replace("approval", "cumulative").replace("1;p1", "1;p1;1").replace("2;p1,p2", f"2;p1,p2;{points}")
        )
