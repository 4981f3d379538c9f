"""Budget rules as their definitions read, voter by voter with fractions: slow, and written without the rules."""

from fractions import Fraction

Ballots = list[dict[str, int]]  # what each voter gave to which project


def equal_shares(
    costs: dict[str, int], ballots: Ballots, share: Fraction, *, by_cost: bool, exclusive=(), winners: int | None = None
) -> list[tuple[str, Fraction]]:
    """Supporters pay in proportion to the points they gave; return what is bought, and the price of one point."""
    money = [share] * len(ballots)
    bought: dict[str, Fraction] = {}
    while winners is None or len(bought) < winners:
        offers = []
        for project in sorted(set(costs) - set(bought)):
            if any(project in group and bought.keys() & group for group in exclusive):
                continue
            fans = {voter: given[project] for voter, given in enumerate(ballots) if given.get(project)}
            if fans and sum(money[voter] for voter in fans) >= costs[project]:
                price = price_of_a_point(costs[project], [(money[voter], points) for voter, points in fans.items()])
                offers.append((price / ((costs[project] or 1) if by_cost else 1), project, price, fans))
        if not offers:
            break
        _, project, price, fans = min(offers, key=lambda offer: offer[:2])
        for voter, points in fans.items():
            money[voter] -= min(money[voter], points * price)
        bought[project] = price
    return list(bought.items())


def price_of_a_point(cost: int, purses: list[tuple[Fraction, int]]) -> Fraction:
    """Try every purse as the one from which on people can pay in full."""
    for limit in sorted({money / points for money, points in purses}):
        given = sum(money for money, points in purses if money / points < limit)
        paying = sum(points for money, points in purses if money / points >= limit)
        if (cost - given) / Fraction(paying) <= limit:
            return max((cost - given) / Fraction(paying), Fraction(0))
    raise AssertionError("they cannot pay")


def phragmen(costs: dict[str, int], ballots: Ballots, envelope: int) -> list[str]:
    """Let money flow until the next group can buy; end at the first that the envelope does not pay."""
    purses = [Fraction(0)] * len(ballots)
    bought: list[str] = []
    while True:
        waits = []
        for project in sorted(set(costs) - set(bought)):
            fans = [voter for voter, given in enumerate(ballots) if given.get(project)]
            if fans:
                waits.append(
                    ((costs[project] - sum(purses[voter] for voter in fans)) / Fraction(len(fans)), project, fans)
                )
        if not waits:
            return bought
        pause, project, fans = min(waits)
        if sum(costs[one] for one in [*bought, project]) > envelope:
            return bought
        purses = [purse + pause for purse in purses]
        for voter in fans:
            purses[voter] = Fraction(0)
        bought.append(project)


def greedy(costs: dict[str, int], ballots: Ballots, envelope: int, *, zones=(), exclusive=()) -> list[str]:
    """Take the most supported first; with zones, the first of each that can be had comes before all."""
    votes = {project: sum(bool(given.get(project)) for given in ballots) for project in costs}
    ranked = sorted((project for project in costs if votes[project]), key=lambda project: (-votes[project], project))
    zone_of = {project: zone for zone, members in zones for project in members}
    bought: list[str] = []
    for firsts_only in (True, False):
        for project in ranked:
            served = {zone_of.get(one) for one in bought}
            if project in bought or (firsts_only and zone_of.get(project) in {None} | served):
                continue
            rivals = {other for group in exclusive if project in group for other in group}
            if sum(costs[one] for one in [*bought, project]) <= envelope and not rivals.intersection(bought):
                bought.append(project)
    return bought
