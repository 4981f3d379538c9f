"""Equal shares as its definition reads, with fractions and voter by voter: slow, and written without the rules."""

from fractions import Fraction


def buy(
    costs: dict[str, int], ballots: list[set[str]], share: Fraction, *, by_cost: bool
) -> list[tuple[str, Fraction]]:
    """Buy with the lowest ρ until no supporters can pay, ties by the smaller id; return projects and prices."""
    money = [share] * len(ballots)
    bought: dict[str, Fraction] = {}
    while True:
        offers = []
        for project in sorted(set(costs) - set(bought)):
            fans = [voter for voter, chosen in enumerate(ballots) if project in chosen]
            if fans and sum(money[voter] for voter in fans) >= costs[project]:
                price = price_of(costs[project], sorted(money[voter] for voter in fans))
                worth = (costs[project] or 1) if by_cost else 1
                offers.append((price / worth, project, price, fans))
        if not offers:
            return list(bought.items())
        _, project, price, fans = min(offers)
        for voter in fans:
            money[voter] = max(money[voter] - price, Fraction(0))
        bought[project] = price


def price_of(cost: int, purses: list[Fraction]) -> Fraction:
    """Let everybody pay alike, and who has less give all."""
    missing = Fraction(cost)
    for number, purse in enumerate(purses):
        if missing <= purse * (len(purses) - number):
            return missing / (len(purses) - number)
        missing -= purse
    raise AssertionError("they cannot pay")


def add1(
    costs: dict[str, int], ballots: list[set[str]], envelope: int, *, unit: int, by_cost: bool, until_overspend: bool
) -> list[str]:
    """Raise the share unit by unit, counting every round."""
    share = envelope // (len(ballots) * unit) * unit
    wanted = {project for project in costs if any(project in chosen for chosen in ballots)}
    result = [project for project, _ in buy(costs, ballots, Fraction(share), by_cost=by_cost)]
    while wanted - set(result):
        left = envelope - sum(costs[one] for one in result)
        if not until_overspend and all(costs[one] > left for one in wanted - set(result)):
            break
        share += unit
        following = [project for project, _ in buy(costs, ballots, Fraction(share), by_cost=by_cost)]
        if sum(costs[one] for one in following) > envelope:
            break
        result = following
    return result
