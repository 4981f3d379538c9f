"""Counts of votes made by hand, for the tests of the voting rules."""

from collections.abc import Mapping, Sequence

from participation.ballots.rules import Profile, Project


def make_totals(envelope: int, projects: Mapping[str, tuple[int, int]], **fields) -> Profile:
    """Make a count from totals in whole euros: ``{"banc": (cost, votes)}``."""
    voters = fields.pop("voters", max(votes for _, votes in projects.values()))
    return Profile.from_totals(
        [Project(name, cost * 100) for name, (cost, _) in projects.items()],
        envelope * 100,
        {name: votes for name, (_, votes) in projects.items()},
        voters=voters,
        **fields,
    )


def make_ballots(envelope: int, costs: Mapping[str, int], ballots: Sequence[str], **fields) -> Profile:
    """Make a count from single ballots in whole euros; a ballot is a text of one-letter projects: ``"ab"``."""
    projects = [Project(name, cost * 100) for name, cost in costs.items()]
    return Profile.from_ballots(projects, envelope * 100, [tuple(ballot) for ballot in ballots], **fields)


def make_saint_die() -> Profile:
    """Saint-Dié's published edition of 2025: two winners with 137 and 119 votes for 31,000 €, four under 100."""
    return make_totals(
        100_000,
        {
            "gagnant-1": (20_000, 137),
            "gagnant-2": (11_000, 119),
            "autre-1": (12_000, 96),
            "autre-2": (30_000, 81),
            "autre-3": (9_000, 60),
            "autre-4": (25_000, 42),
        },
        voters=400,
    )


def make_demonstration() -> Profile:
    """Edition 1 of the demonstration, « Budget participatif du bien-vivre »: invented."""
    return make_totals(
        100_000,
        {
            "Aire de jeux pour tous": (30_000, 588),
            "Bancs et ombre": (16_500, 521),
            "Cuisine mobile": (22_000, 468),
            "Café de quartier": (28_000, 402),
            "Réemploi": (26_000, 377),
            "Abri-vélos": (14_000, 291),
            "Sentier de lecture": (3_000, 214),
            "Point numérique": (18_000, 166),
            "Scène de festival": (19_000, 95),
            "Accueil retour à l’emploi": (8_000, 45),
        },
        voters=1184,
    )
