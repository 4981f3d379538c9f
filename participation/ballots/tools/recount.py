#!/usr/bin/env python3
"""Recount a published vote from its bundle, on your own machine, with nothing but Python 3.11.

    python recount.py BUNDLE --root HASH

BUNDLE is the zip that the result page offers, or the folder that it holds; HASH is printed on that page and in the
report. This program checks every file against HASH, the sealed rule, the log of commitments with its signatures, the
ballots against the totals; then it applies the rule itself and compares the result, byte for byte, with the published
one. It ends with status 0 when all of it holds, 1 when something does not, 2 when it could not be read, and 3 when all
that can be checked holds and the rule needs ballots that the organiser withheld: then it says what it did check.

Without single ballots a rule is applied to the totals that are published: votes and points of each project, and for a
judgment or a ranking the grades, duels or rounds that the result itself gives.

It was written from the text of the rules (docs/rules.md of the platform) and shares no code with the platform. Where
that text leaves a choice of speed, this program takes the plain way.
"""

import argparse
import csv
import io
import json
import sys
import zipfile
from collections import Counter, defaultdict
from fractions import Fraction
from hashlib import sha256, sha512
from itertools import pairwise
from math import gcd
from pathlib import Path


class Wrong(Exception):
    """Something does not hold; the message names it."""


class Withheld(Wrong):
    """A rule needs the single ballots, and they are not in this bundle."""


def say(text):
    print(f"  ok    {text}")


def note(text):
    print(f"  note  {text}")


# --- The files ---------------------------------------------------------------------------------------------------


def read_bundle(path):
    """Return the files of a bundle by name: of a zip, of its one folder, or of a folder on the disk."""
    if path.is_dir():
        found = {str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()}
    else:
        with zipfile.ZipFile(path) as archive:
            found = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    if "SHA256SUMS" not in found:
        tops = {name.split("/")[0] for name in found}
        if len(tops) == 1:
            found = {name.split("/", 1)[1]: content for name, content in found.items() if "/" in name}
    return found


def check_files(files, root):
    """Every byte is under the root: the root is the hash of SHA256SUMS, which holds the hash of every other file."""
    sums = files.get("SHA256SUMS")
    if sums is None:
        raise Wrong("SHA256SUMS is missing: this is not a whole bundle")
    expected = {}
    for line in sums.decode().splitlines():
        digest, _, name = line.partition("  ")
        expected[name] = digest
    problems = [f"{name}: missing" for name in expected if name not in files]
    problems += [f"{name}: not in SHA256SUMS" for name in files if name not in expected and name != "SHA256SUMS"]
    problems += [
        f"{name}: changed" for name, digest in expected.items() if name in files and sha(files[name]) != digest
    ]
    found = sha(sums)
    if root is None:
        note(f"no --root given: compare {found} with the result page yourself")
    elif found != root.strip().lower():
        problems.append(f"SHA256SUMS: changed, its hash is {found} and not the root {root}")
    if problems:
        raise Wrong("\n        ".join(problems))
    say(f"{len(expected)} files, each as its checksum says; root {found}")


def sha(content):
    return sha256(content).hexdigest()


def canonical(value):
    """The only bytes of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def table(files, name):
    """The rows of a CSV of the bundle, as dictionaries."""
    text = files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


# --- The rule ----------------------------------------------------------------------------------------------------


def read_rule(files, about):
    """Return the sealed rule: canonical, with the hash that was published, after the versions before it."""
    rule = json.loads(files["regle.json"])
    if canonical(rule) != files["regle.json"]:
        raise Wrong("regle.json is not in canonical form")
    if sha(files["regle.json"]) != about["rule_sha256"]:
        raise Wrong("regle.json is not the rule that was published")
    for number in range(1, rule["version"] + 1):
        version = json.loads(files[f"regle-v{number}.json"])
        if version["version"] != number or version["poll"] != rule["poll"]:
            raise Wrong(f"regle-v{number}.json is not version {number} of this rule")
    if files[f"regle-v{rule['version']}.json"] != files["regle.json"]:
        raise Wrong("regle.json is not the last version")
    say(f"sealed rule, version {rule['version']}, SHA-256 {about['rule_sha256']}")
    return rule


# --- The log of commitments --------------------------------------------------------------------------------------


def check_log(files, rule, about):
    """The log is what its heads say, batch after batch; returns the commitments of the ballots that were counted."""
    if "journal.csv" not in files:
        note("no log: this vote was not held on the platform")
        return None
    rows = table(files, "journal.csv")
    heads = json.loads(files["tetes.json"])
    if [int(row["position"]) for row in rows] != list(range(len(rows))):
        raise Wrong("journal.csv: places are missing")
    roots = roots_at(rows, {head["size"] for head in heads})
    before = 0
    for head in heads:
        batch = [row["commitment"] for row in rows[before : head["size"]]]
        if batch != sorted(batch) or not batch:
            raise Wrong(f"tetes.json: the batch that ends at {head['size']} is not sorted")
        if roots.get(head["size"]) != head["root"]:
            raise Wrong(f"tetes.json: the root at {head['size']} is not that of journal.csv")
        check_signatures(head, rule)
        before = head["size"]
    if before != len(rows):
        raise Wrong("journal.csv: the last head does not cover the whole log")
    kept = {row["commitment"] for row in rows if row["kept"] == "1"}
    say(
        f"log of {len(rows)} commitments under {len(heads)} signed heads; {len(kept)} counted, the others were replaced"
    )
    return kept


def roots_at(rows, sizes):
    """The roots of RFC 6962 after so many leaves: a leaf closes as many pairs as its number ends with ones."""
    peaks, roots = [], {}
    for number, row in enumerate(rows, start=1):
        found, height = sha256(b"\0" + bytes.fromhex(row["commitment"])).digest(), 0
        while peaks and peaks[-1][1] == height:
            found, height = sha256(b"\1" + peaks.pop()[0] + found).digest(), height + 1
        peaks.append((found, height))
        if number in sizes:
            root = peaks[-1][0]
            for left, _height in reversed(peaks[:-1]):
                root = sha256(b"\1" + left + root).digest()
            roots[number] = root.hex()
    return roots


def check_signatures(head, rule):
    text = f"crois-sens/head/1\n{head['log']}\n{head['size']}\n{head['root']}\n{head['at']}\n".encode()
    if head["key"] != rule["log_key"]:
        raise Wrong(f"tetes.json: head {head['size']} is signed with another key than the sealed rule names")
    signers = [("the platform", head["key"], head["signature"])]
    signers += [(one["observer"], one["key"], one["signature"]) for one in head["cosignatures"]]
    for name, key, signature in signers:
        if head["log"] != rule["poll"] or not signed(text, bytes.fromhex(key), bytes.fromhex(signature)):
            raise Wrong(f"tetes.json: the signature of {name} on head {head['size']} is not good")


# Ed25519 as in RFC 8032, section 6: slow and short, for checking only.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Add two points in extended coordinates."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_of(packed):
    """Unpack a point; ``None`` when these bytes are none."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(text, key, signature):
    """Tell whether this is the Ed25519 signature of these bytes under this public key."""
    owner, nonce = point_of(key), point_of(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or owner is None or nonce is None or factor >= Q:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + text).digest(), "little") % Q
    left, right = times(factor, BASE), add(nonce, times(challenge, owner))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


def check_stamp(files, rule, about):
    """The stamp, where there is one, dates this very rule, log and result; its signature is for other tools."""
    if "horodatage.json" not in files:
        return
    told = json.loads(files["horodatage.json"])
    head = json.loads(files["tetes.json"])[-1] if "tetes.json" in files else None
    log = head and {"size": head["size"], "root": head["root"]}
    meant = {name: about[name] for name in ("poll", "rule_sha256", "result_sha256")}
    if {**meant, "log": log, "format": told["format"]} != told or rule["poll"] != told["poll"]:
        raise Wrong("horodatage.json does not name this rule, this log and this result")
    if b"\x04\x20" + sha256(files["horodatage.json"]).digest() not in files["horodatage.tsr"]:
        raise Wrong("horodatage.tsr is the stamp of something else")
    say("horodatage.tsr stamps this rule, this log and this result")
    note("who signed it: openssl ts -verify -data horodatage.json -in horodatage.tsr -CAfile CERTIFICATE")


# --- Ballots and totals ------------------------------------------------------------------------------------------


def read_ballots(files, rule, kept):
    """Return the ballots, each a tuple of pairs (project, points), with how many voters cast it; or ``None``."""
    if "bulletins.csv" not in files:
        note("single ballots are withheld: what follows is recounted from published totals")
        return None
    rows = table(files, "bulletins.csv")
    codes = {one["code"]: one["no"] for one in rule["projects"]}
    ballots, last = Counter(), None
    for number, row in enumerate(rows, start=1):
        choices = [one for one in row["vote"].split(",") if one]
        points = [int(one) for one in row.get("points", "").split(",") if one] or [1] * len(choices)
        place = ([codes.get(one, 0) for one in choices], points, row.get("nonce", ""))
        if int(row["no"]) != number or len(points) != len(choices) or len(set(choices)) != len(choices):
            raise Wrong(f"bulletins.csv: ballot {row['no']} does not read")
        if unknown := set(choices) - set(codes):
            raise Wrong(f"bulletins.csv: ballot {number} names {', '.join(unknown)}, which is not on the ballot")
        if last is not None and place < last:
            raise Wrong(f"bulletins.csv: ballot {number} is not in the order of contents")
        ballots[tuple(sorted(zip(choices, points, strict=True)))] += 1
        last = place
    shown = [
        by_rank(row) if rule["ballot"]["kind"] == "ranking" else (row["vote"], row.get("points", "")) for row in rows
    ]
    if shown != votes_of_pb(files["bulletins.pb"]):
        raise Wrong("bulletins.pb and bulletins.csv do not hold the same ballots")
    if rule["receipts"] == "tracked":
        check_tracked(rows, rule, kept, codes)
    say(f"{len(rows)} ballots, {len(ballots)} of them different, in the order of their contents")
    return ballots


def by_rank(row):
    """A ballot that ranks as a .pb file writes it: the best first, without numbers."""
    ranks = [int(one) for one in row["points"].split(",") if one]
    return ",".join(code for _rank, code in sorted(zip(ranks, row["vote"].split(","), strict=False))), ""


def votes_of_pb(content):
    """The ballots of a .pb file (https://pabulib.org/format)."""
    section, header, votes = "", None, []
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        if len(row) == 1 and row[0] in ("META", "PROJECTS", "VOTES"):
            section, header = row[0], None
        elif header is None:
            header = row
        elif section == "VOTES":
            named = dict(zip(header, row, strict=True))
            votes.append((named["vote"], named.get("points", "")))
    return votes


def check_tracked(rows, rule, kept, codes):
    """With tracked receipts each web ballot opens one commitment of the log."""
    opened = set()
    for row in rows:
        if row["nonce"]:
            said = {"poll": rule["poll"], "nonce": row["nonce"]}
            said["choices"] = [codes[one] for one in row["vote"].split(",") if one]
            if row.get("points"):
                said["points"] = [int(one) for one in row["points"].split(",")]
            opened.add(sha(canonical(said)))
    if opened != kept:
        raise Wrong("bulletins.csv: the ballots are not those of the log")
    say(f"{len(opened)} ballots open {len(kept)} commitments: each receipt finds its ballot")


def read_totals(files):
    """Return ``{channel: {measure: number or {project: number}}}``."""
    totals = defaultdict(lambda: {"votes": {}, "points": {}})
    for row in table(files, "totaux.csv"):
        number = int(row["number"]) if row["number"] else None
        if row["code"]:
            totals[row["channel"]][row["measure"]][row["code"]] = number
        else:
            totals[row["channel"]][row["measure"]] = number
    return dict(totals)


def check_totals(files, rule, about, totals, ballots, kept):
    """Totals are what the ballots add up to, and as many as people on the roll, or a reason is written."""
    roll = {row["channel"]: int(row["number"]) for row in table(files, "emargement.csv")}
    if aside := about.get("set_aside_on_web", 0):
        roll["web"] = roll.get("web", 0) - aside
        note(f"votes of the web set aside by a reasoned decision: {aside}")
    for channel, one in totals.items():
        if channel in roll and one["voters"] != roll[channel] and not about["gap_reason"]:
            raise Wrong(f"totaux.csv: {one['voters']} voters by {channel}, {roll[channel]} on the roll, and no reason")
    if kept is not None and "web" in totals and len(kept) != totals["web"]["voters"]:
        raise Wrong(f"journal.csv: {len(kept)} counted commitments for {totals['web']['voters']} web ballots")
    if ballots is not None:
        apart = [totals["paper"]] if "paper" in totals and rule["channels"]["paper"] == "totals" else []
        whole = "all" not in totals or rule["channels"]["paper"] != "totals"
        for project in rule["projects"]:
            code = project["code"]
            found = sum(many for ballot, many in ballots.items() if any(one == code for one, _ in ballot))
            found += sum(one["votes"][code] for one in apart)
            told = sum(one["votes"][code] for one in totals.values())
            if found != told and whole:
                raise Wrong(f"totaux.csv: {told} votes for {code}, the ballots give {found}")
            given = sum(points * many for ballot, many in ballots.items() for one, points in ballot if one == code)
            said = sum(one["points"].get(code, 0) for one in totals.values())
            if rule["ballot"]["kind"] == "points" and given != said:
                raise Wrong(f"totaux.csv: {said} points for {code}, the ballots give {given}")
    if about["gap_reason"]:
        note(f"roll and ballots differ; the written reason: {about['gap_reason']}")
    say("totals, roll and log agree" + ("" if ballots is None else ", and are what the ballots add up to"))


# --- What was counted, as the rules read it ----------------------------------------------------------------------


class Count:
    """Projects by id, votes and points of each, voters, and the ballots where they are known.

    ``told``, where ballots are withheld, is what the result publishes of them: grades, duels or rounds; ``blank`` how
    many of them chose nothing.
    """

    def __init__(self, projects, envelope, unit, voters, votes, points, ballots):
        self.projects = dict(sorted(projects.items()))
        self.envelope, self.unit, self.voters = envelope, unit, voters
        self.votes, self.points, self.ballots = votes, points, ballots
        self.told, self.blank = {}, 0

    def support(self, settings):
        return self.points if settings.get("by") == "points" else self.votes


def from_ballots(projects, envelope, unit, ballots):
    """Count ballots: what is not a project counts nothing, and an empty ballot is a voter."""
    votes, points = dict.fromkeys(projects, 0), dict.fromkeys(projects, 0)
    grouped = Counter()
    for ballot, many in ballots.items():
        known = tuple((one, given) for one, given in ballot if one in projects and given > 0)
        grouped[known] += many
        for one, given in known:
            votes[one] += many
            points[one] += many * given
    return Count(projects, envelope, unit, sum(grouped.values()), votes, points, grouped)


def count_of(rule, totals, ballots):
    """What the rule decides on: the ballots, and the totals of channels that have none."""
    projects = {one["code"]: (one["cost_cents"] or 0, one["withdrawn"] is not None) for one in rule["projects"]}
    envelope = rule["envelope"] or 0
    if ballots is None:
        apart = list(totals.values())
        count = from_ballots(projects, envelope, rule["unit"], {})
    else:
        paper_apart = rule["channels"]["paper"] == "totals" and "paper" in totals
        apart = [totals["paper"]] if paper_apart else []
        count = from_ballots(projects, envelope, rule["unit"], ballots)
        if given := [one["points"] for one in totals.values() if one["points"]]:
            count.points = {code: sum(one.get(code, 0) for one in given) for code in projects}
    for one in apart:
        voters = sum(one["votes"].values()) if one["voters"] is None else one["voters"] - one["void"]
        count.voters += voters
        count.blank += one.get("blank") or 0
        for code in projects:
            count.votes[code] += one["votes"].get(code, 0)
            count.points[code] += (one["points"] or one["votes"]).get(code, 0)
        count.ballots = None
    return count


# --- The rules ---------------------------------------------------------------------------------------------------


def refused(count, settings, code):
    """Why a project cannot win whatever the others get."""
    cost, withdrawn = count.projects[code]
    if withdrawn:
        return "withdrawn"
    if settings["cap"] is not None and cost > settings["cap"]:
        return "over_cap"
    return "under_minimum" if count.support(settings)[code] < settings["minimum"] else None


def excluded_by(settings, code, winners):
    """The smallest id among the winners that exclude a project."""
    groups = [group for group in settings.get("exclusive", []) if code in group]
    return min((one for group in groups for one in group if one != code and one in winners), default=None)


def full(settings, winners):
    return settings["max_winners"] is not None and len(winners) >= settings["max_winners"]


def verdict(count, settings, code, fate, left, **more):
    """What became of a project, with every field that a published verdict has."""
    told = {
        "id": code,
        "cost": count.projects[code][0],
        "support": count.support(settings)[code],
        "fate": fate,
        "left": left,
        "order": None,
        "price": None,
        "full_payers": None,
        "supporters_money": None,
        "tied_with": [],
    }
    return {**told, **{name: value for name, value in more.items() if value is not None}}


def decimals(number):
    """Six decimals, cut off and not rounded."""
    if number is None:
        return None
    whole, rest = divmod(number.numerator * 10**6 // number.denominator, 10**6)
    return f"{whole}.{rest:06d}"


def outcome(count, settings, verdicts, stop, share=None, rounds=None):
    """The published result of one rule."""
    winners = [one["id"] for one in verdicts if one["fate"] in ("bought", "chosen")]
    spent = sum(count.projects[one][0] for one in winners)
    return {
        "rule": settings,
        "envelope": count.envelope,
        "unit": count.unit,
        "voters": count.voters,
        "winners": winners,
        "spent": spent,
        "left": count.envelope - spent,
        "stop": stop,
        "share": decimals(share),
        "rounds": rounds,
        "projects": verdicts,
    }


def by_support(count, settings, codes):
    support = count.support(settings)
    return sorted(codes, key=lambda code: (-support[code], code))


def greedy(count, settings):
    """« Les plus soutenus, tant que l'enveloppe suffit. »"""
    winners, verdicts = {}, []
    ranked = by_support(count, settings, count.projects)
    left, stopped = count.envelope, False
    zones = {code: name for name, codes in settings.get("zones", []) for code in codes}
    served = set()
    for code in ranked:
        zone = zones.get(code)
        if zone is None or zone in served or refused(count, settings, code) or full(settings, winners):
            continue
        if excluded_by(settings, code, winners) is None and count.projects[code][0] <= left:
            winners[code] = len(winners) + 1
            verdicts.append(verdict(count, settings, code, "bought", left, order=winners[code], zone=zone))
            left -= count.projects[code][0]
            served.add(zone)
    for code in ranked:
        if code in winners:
            continue
        fate, rival = greedy_fate(count, settings, code, winners, left, stopped)
        if fate == "bought":
            winners[code] = len(winners) + 1
        verdicts.append(verdict(count, settings, code, fate, left, order=winners.get(code), excluded_by=rival))
        left -= count.projects[code][0] if fate == "bought" else 0
        stopped = stopped or (fate == "does_not_fit" and settings["when_it_does_not_fit"] == "stop")
    tell_ties(verdicts)
    stop = "did_not_fit" if stopped else "max_winners" if full(settings, winners) else "all_examined"
    return outcome(count, settings, verdicts, stop)


def greedy_fate(count, settings, code, winners, left, stopped):
    if reason := refused(count, settings, code):
        return reason, None
    if stopped:
        return "after_the_stop", None
    if rival := excluded_by(settings, code, winners):
        return "excluded", rival
    if full(settings, winners):
        return "max_winners", None
    return ("bought" if count.projects[code][0] <= left else "does_not_fit"), None


def tell_ties(verdicts):
    """Name, for those that were not refused, the others that were not and have the same support."""
    contenders = [one for one in verdicts if one["fate"] not in ("withdrawn", "over_cap", "under_minimum")]
    for one in contenders:
        one["tied_with"] = [
            other["id"] for other in contenders if other["support"] == one["support"] and other is not one
        ]


class Purses:
    """What voters hold while equal shares buys: integers over one denominator, voters with equal money in one class."""

    def __init__(self, count, settings, share):
        self.count, self.settings = count, settings
        self.money, self.denominator = [share.numerator], share.denominator
        self.class_of = dict.fromkeys(count.supported, 0)

    def crowd(self, code):
        """How many voters of each class give so many points to a project."""
        found = Counter()
        for ballot, points, many in self.count.supporters[code]:
            found[self.class_of[ballot], points] += many
        return found

    def held(self, code):
        return sum(self.money[number] * many for (number, _points), many in self.crowd(code).items())

    def price(self, code):
        """The price of a project as (units, points it is divided by), or ``None`` when it cannot be paid."""
        crowd = self.crowd(code)
        missing = self.count.projects[code][0] * self.denominator
        if sum(self.money[number] * many for (number, _points), many in crowd.items()) < missing:
            return None
        points = sum(given * many for (_number, given), many in crowd.items())
        rows = sorted(crowd.items(), key=lambda row: Fraction(self.money[row[0][0]], row[0][1]))
        for (number, given), many in rows:
            if missing * given <= self.money[number] * points:
                break
            missing -= self.money[number] * many
            points -= given * many
        return missing, points

    def pay(self, code, units, points):
        """Every supporter pays the price for each point given, or all that is left."""
        finer = points // gcd(units, points)
        self.money = [amount * finer for amount in self.money]
        self.denominator *= finer
        price, moved = units * finer // points, {}
        for ballot, given, _many in self.count.supporters[code]:
            old = self.class_of[ballot]
            if (old, given) not in moved:
                moved[old, given] = len(self.money)
                self.money.append(max(self.money[old] - price * given, 0))
            self.class_of[ballot] = moved[old, given]


def prepare(count, settings):
    """List, once, who supports which project with how many points."""
    by_points = settings.get("by") == "points"
    count.supporters = {code: [] for code in count.projects}
    count.supported = list(range(len(count.ballots)))
    for number, (ballot, many) in enumerate(count.ballots.items()):
        for code, given in ballot:
            count.supporters[code].append((number, given if by_points else 1, many))


def spend(count, settings, share):
    """Buy the project with the lowest ρ, again and again; returns the purchases and the purses that are left.

    Money only ever goes, so ρ never falls: a project is priced anew only when what was known of it is the lowest.
    """
    purses, bought = Purses(count, settings, share), []
    known = {}
    for code, (cost, _withdrawn) in count.projects.items():
        points = sum(given * many for _ballot, given, many in count.supporters[code])
        if refused(count, settings, code) is None and points:
            known[code] = Fraction(cost, points) / worth(settings, cost)
    winners = []
    while known and not full(settings, winners):
        priced, best = {}, None
        for code in sorted(known, key=lambda one: (known[one], one)):
            if best is not None and known[code] > best:
                break
            price = None if excluded_by(settings, code, winners) else purses.price(code)
            if price is None:
                del known[code]
                continue
            alpha = Fraction(price[0], price[1] * purses.denominator)
            known[code] = alpha / worth(settings, count.projects[code][0])
            best = known[code] if best is None else min(best, known[code])
            priced[code] = (*price, alpha)
        level = sorted(code for code in priced if known[code] == best)
        if not level:
            break
        units, points, alpha = priced[level[0]]
        bought.append({"id": level[0], "price": alpha, "full_payers": points, "tied_with": level[1:]})
        purses.pay(level[0], units, points)
        winners.append(level[0])
        del known[level[0]]
    return bought, purses


def worth(settings, cost):
    return (cost or 1) if settings["utility"] == "cost" else 1


def equal_shares(count, settings):
    """« Parts égales. »"""
    if count.ballots is None:
        raise Withheld("equal shares needs the single ballots, and they are withheld")
    prepare(count, settings)
    completion, voters = settings["completion"], max(count.voters, 1)
    if completion in ("none", "greedy"):
        share, rounds = Fraction(count.envelope, voters), None
        bought, purses = spend(count, settings, share)
        stop = finished(count, settings, bought) or "shares_spent"
    else:
        first = count.envelope // (voters * count.unit) * count.unit
        share, bought, purses, stop = add_one_by_one(count, settings, first)
        rounds, share = (share - first) // count.unit, Fraction(share)
    verdicts, left = [], count.envelope
    for order, one in enumerate(bought, start=1):
        price = decimals(one["price"])
        more = {"price": price, "full_payers": one["full_payers"], "tied_with": one["tied_with"], "order": order}
        verdicts.append(verdict(count, settings, one["id"], "bought", left, **more))
        left -= count.projects[one["id"]][0]
    winners = {one["id"]: one["order"] for one in verdicts}
    rest = by_support(count, settings, [code for code in count.projects if code not in winners])
    if completion == "greedy":
        verdicts += complete_greedily(count, settings, rest, winners, left)
        stop = "max_winners" if full(settings, winners) else "completed"
    else:
        verdicts += [not_bought(count, settings, code, winners, purses, left) for code in rest]
    return outcome(count, settings, verdicts, stop, share, rounds)


def finished(count, settings, bought, leftover=False):
    """Why no larger share could add a winner."""
    winners = {one["id"] for one in bought}
    if full(settings, winners):
        return "max_winners"
    waiting = [
        code
        for code in count.projects
        if code not in winners and not refused(count, settings, code) and not excluded_by(settings, code, winners)
    ]
    if not waiting:
        return "all_bought"
    left = count.envelope - sum(count.projects[code][0] for code in winners)
    return "nothing_left_fits" if leftover and all(count.projects[code][0] > left for code in waiting) else None


def add_one_by_one(count, settings, first):
    """Raise the share by one unit per voter until a reason to stop. Rounds in which nobody can buy are skipped."""
    leftover, unit, share = settings["completion"] == "add1", count.unit, first
    needed = [
        -(-cost // (sum(given * many for _ballot, given, many in count.supporters[code]) * unit)) * unit
        for code, (cost, _withdrawn) in count.projects.items()
        if refused(count, settings, code) is None and settings.get("by") != "points"
    ]
    bought, purses = spend(count, settings, Fraction(share))
    if not bought and needed and not finished(count, settings, bought, leftover):
        share = max(share, min(needed) - unit)
        bought, purses = spend(count, settings, Fraction(share))
    while not (stop := finished(count, settings, bought, leftover)):
        following, after = spend(count, settings, Fraction(share + unit))
        if sum(count.projects[one["id"]][0] for one in following) > count.envelope:
            stop = "next_share_overspends"
            break
        share, bought, purses = share + unit, following, after
    return share, bought, purses, stop


def not_bought(count, settings, code, winners, purses, left):
    if reason := refused(count, settings, code):
        return verdict(count, settings, code, reason, left)
    held = purses.held(code)
    rival = excluded_by(settings, code, winners)
    payable = held >= count.projects[code][0] * purses.denominator
    fate = "excluded" if rival else "max_winners" if payable else "not_enough_support_money"
    money = decimals(Fraction(held, purses.denominator))
    return verdict(count, settings, code, fate, left, supporters_money=money, excluded_by=rival)


def complete_greedily(count, settings, rest, winners, left):
    """The last step of greedy, with the money that equal shares left."""
    verdicts = []
    for code in rest:
        fate, rival = greedy_fate(count, settings, code, winners, left, False)
        if fate == "bought":
            winners[code] = len(winners) + 1
        verdicts.append(verdict(count, settings, code, fate, left, order=winners.get(code), excluded_by=rival))
        left -= count.projects[code][0] if fate == "bought" else 0
    return verdicts


def phragmen(count, settings):
    """Everybody receives money at the same pace; supporters buy as soon as they can."""
    if count.ballots is None:
        raise Withheld("phragmen needs the single ballots, and they are withheld")
    prepare(count, {})
    paid = dict.fromkeys(count.supported, Fraction(0))
    winners, verdicts, left, stopped = {}, [], count.envelope, False
    waiting = {code for code in count.projects if refused(count, settings, code) is None and count.votes[code]}
    while waiting and not stopped:
        moments = {
            code: (count.projects[code][0] + sum(paid[ballot] * many for ballot, _one, many in count.supporters[code]))
            / Fraction(count.votes[code])
            for code in waiting
        }
        first = min(moments.values())
        level = sorted(code for code in waiting if moments[code] == first)
        code = level[0]
        waiting.discard(code)
        fate, rival = greedy_fate(count, settings, code, winners, left, False)
        stopped = fate == "does_not_fit" and settings.get("when_it_does_not_fit", "stop") == "stop"
        more = {"tied_with": level[1:], "excluded_by": rival}
        if fate == "bought":
            winners[code] = more["order"] = len(winners) + 1
            more["price"] = decimals(first)
            paid.update((ballot, first) for ballot, _one, _many in count.supporters[code])
        verdicts.append(verdict(count, settings, code, fate, left, **more))
        left -= count.projects[code][0] if fate == "bought" else 0
    told = {one["id"] for one in verdicts}
    for code in by_support(count, settings, [code for code in count.projects if code not in told]):
        fate = refused(count, settings, code) or "after_the_stop"
        verdicts.append(verdict(count, settings, code, fate, left))
    stop = "did_not_fit" if stopped else "max_winners" if full(settings, winners) else "all_examined"
    return outcome(count, settings, verdicts, stop)


def preferred(count, settings):
    """Of the outcomes of two rules, the one that more voters prefer; the first unless more prefer the second."""
    if count.ballots is None:
        raise Withheld("a comparison of two outcomes needs the single ballots, and they are withheld")
    first, second = decide(count, settings["first"]), decide(count, settings["second"])
    tally = Counter()
    for ballot, many in count.ballots.items():
        gains = [gain(count, settings, ballot, one["winners"]) for one in (first, second)]
        tally["first" if gains[0] > gains[1] else "second" if gains[1] > gains[0] else "same"] += many
    kept, other = (second, first) if tally["second"] > tally["first"] else (first, second)
    comparison = {
        "prefer_first": tally["first"],
        "prefer_second": tally["second"],
        "indifferent": tally["same"],
        "kept": "second" if kept is second else "first",
        "other_winners": other["winners"],
    }
    return {**kept, "rule": settings, "comparison": comparison}


def gain(count, settings, ballot, winners):
    chosen = [code for code, _points in ballot if code in winners]
    return len(chosen) if settings["measure"] == "number" else sum(count.projects[code][0] for code in chosen)


def envelopes(count, settings):
    """One rule for each of several envelopes; a zone's is decided by those who chose in this zone and in no other."""
    zones = {code: part["name"] for part in settings["parts"] if part["zone"] for code in part["projects"]}
    verdicts, parts = [], []
    for part in settings["parts"]:
        found = decide(count_of_part(count, part, zones), settings["rule"])
        before = sum(one["order"] is not None for one in verdicts)
        verdicts += [{**one, "order": one["order"] and one["order"] + before} for one in found["projects"]]
        parts.append({"name": part["name"], **found})
    total = sum(part["envelope"] for part in settings["parts"])
    whole = Count(count.projects, total, count.unit, count.voters, count.votes, count.points, count.ballots)
    return {**outcome(whole, settings, verdicts, "by_envelope"), "parts": parts}


def count_of_part(count, part, zones):
    own = {code: count.projects[code] for code in part["projects"]}
    if count.ballots is None:
        if part["zone"]:
            raise Withheld("a zone's envelope needs the single ballots, and they are withheld")
        return Count(own, part["envelope"], count.unit, count.voters, count.votes, count.points, None)
    there = {
        ballot: many
        for ballot, many in count.ballots.items()
        if not part["zone"] or {zones[code] for code, _points in ballot if code in zones} == {part["name"]}
    }
    return from_ballots(own, part["envelope"], count.unit, there)


def answered(count, settings, ranked, seats, stop="decided", details=None):
    """The published result of a rule without money, from the answers sorted from the best: the first win."""
    support, winners, verdicts = count.support(settings), 0, []
    for code in ranked:
        withdrawn = count.projects[code][1]
        won = not withdrawn and winners < seats and support[code] > 0
        winners += won
        fate = "chosen" if won else "withdrawn" if withdrawn else "not_chosen"
        verdicts.append(verdict(count, settings, code, fate, 0, order=winners if won else None))
    without_money = Count(count.projects, 0, count.unit, count.voters, count.votes, count.points, count.ballots)
    told = outcome(without_money, settings, verdicts, stop)
    return {**told, "details": details} if details else told


def yes_no(count, settings):
    """The answer that more people gave; as many of both adopt nothing."""
    yes, no = count.votes[settings["yes"]], count.votes[settings["no"]]
    answers = [settings["yes"], settings["no"]]
    details = {"yes": yes, "no": no, "blank": count.voters - yes - no}
    found = answered(count, settings, by_support(count, settings, answers), int(yes != no), details=details)
    found["projects"].sort(key=lambda one: answers.index(one["id"]))
    return {**found, "stop": "decided" if yes != no else "no_majority"}


def most_votes(count, settings):
    """Whoever has the most votes, or points."""
    found = answered(count, settings, by_support(count, settings, count.projects), settings["seats"])
    tell_ties(found["projects"])
    return found


def majority_judgment(count, settings):
    """Sort answers by their medians, taken away one by one; the lower of two in the middle."""
    names, merit = settings["grades"], {}
    counts = grades_told(count, names) if count.ballots is None else grades_given(count, names)
    for code in count.projects:
        grades = [grade for grade, many in enumerate(counts[code], start=1) for _voter in range(many)]
        merit[code] = []
        while grades:
            merit[code].append(grades.pop((len(grades) - 1) // 2))
    ranked = sorted(count.projects, key=lambda code: ([-grade for grade in merit[code]], code))
    details = {
        "grades": [[code, counts[code]] for code in ranked],
        "medians": [[code, merit[code][0] if merit[code] else 0] for code in ranked],
        "level": [[one, two] for one, two in pairwise(ranked) if merit[one] == merit[two]],
    }
    above_the_worst = {code: sum(counts[code][1:]) for code in count.projects}
    judged = Count(count.projects, 0, count.unit, count.voters, above_the_worst, count.points, count.ballots)
    return answered(judged, settings, ranked, settings["seats"], details=details)


def grades_given(count, names):
    """How many ballots give each answer each grade, the worst first; a blank ballot judges nothing."""
    counts = {code: [0] * len(names) for code in count.projects}
    for ballot, many in count.ballots.items():
        for code in count.projects if ballot else ():
            counts[code][dict(ballot).get(code, 1) - 1] += many
    return counts


def grades_told(count, names):
    """The same as published: as many grades for each answer as there are ballots that are not blank."""
    counts = dict(count.told.get("grades", []))
    for code in count.projects:
        grades = counts.get(code, [])
        if len(grades) != len(names) or min(grades) < 0 or sum(grades) != count.voters - count.blank:
            raise Wrong(f"resultat.json: the grades of {code} are not those of {count.voters - count.blank} ballots")
        if sum(grades[1:]) > count.votes[code]:
            raise Wrong(f"resultat.json: more grades for {code} than ballots that name it")
    return counts


def standing_in(count):
    """The options that are not withdrawn."""
    return [code for code, (_cost, withdrawn) in count.projects.items() if not withdrawn]


def ranks_of(count):
    """The ballots as ranks by option."""
    return [(dict(ballot), many) for ballot, many in count.ballots.items()]


def schulze(count, settings):
    """Compare options two by two; along a path of victories the weakest counts."""
    standing = standing_in(count)
    pairs = [(one, other) for one in standing for other in standing if one != other]
    before = duels_told(count, pairs) if count.ballots is None else duels_fought(count, pairs)
    path = {(one, other): before[one, other] * (before[one, other] > before[other, one]) for one, other in pairs}
    for via in standing:
        for one, other in pairs:
            if via not in (one, other):
                path[one, other] = max(path[one, other], min(path[one, via], path[via, other]))
    wins = {one: sum(path[one, other] > path[other, one] for other in standing if other != one) for one in standing}
    ranked = sorted(count.projects, key=lambda code: (-wins.get(code, -1), code))
    details = {
        "duels": [[*pair, before[pair]] for pair in pairs],
        "paths": [[*pair, path[pair]] for pair in pairs],
        "wins": [[code, wins[code]] for code in ranked if code in wins],
    }
    return answered(count, settings, ranked, settings["seats"], details=details)


def duels_fought(count, pairs):
    """How many ballots rank the first of each pair before the second; what is not ranked comes last."""
    ballots = ranks_of(count)
    after = 1 + max((rank for ranks, _many in ballots for rank in ranks.values()), default=0)
    return {
        pair: sum(many for ranks, many in ballots if ranks.get(pair[0], after) < ranks.get(pair[1], after))
        for pair in pairs
    }


def duels_told(count, pairs):
    """The same as published: no more ballots in a duel than chose something."""
    before = {(one, other): many for one, other, many in count.told.get("duels", [])}
    for one, other in pairs:
        most = count.voters - count.blank
        if min(before.get((one, other), -1), before.get((other, one), -1)) < 0:
            raise Wrong(f"resultat.json: the duel of {one} and {other} is missing")
        if before[one, other] + before[other, one] > most or before[one, other] > count.votes[one]:
            raise Wrong(f"resultat.json: more ballots in the duel of {one} and {other} than there are")
    return before


def instant_runoff(count, settings):
    """Take out the last, again and again, until one has more than half of the ballots that still count."""
    standing, rounds, out = standing_in(count), [], []
    ballots = None if count.ballots is None else ranks_of(count)
    while True:
        tops = round_told(count, standing, rounds) if ballots is None else round_held(ballots, standing)
        ranked = sorted(standing, key=lambda code: (-tops[code], code))
        counting = sum(tops.values())
        rounds.append({"votes": [[code, tops[code]] for code in ranked], "exhausted": count.voters - counting})
        if len(ranked) < 2 or tops[ranked[0]] * 2 > counting:
            break
        out = [ranked[-1], *out]
        standing.remove(ranked[-1])
    gone = [code for code, (_cost, withdrawn) in count.projects.items() if withdrawn]
    return answered(count, settings, [*ranked, *out, *gone], 1, details={"rounds": rounds})


def round_held(ballots, standing):
    """For how many ballots each option still in comes first."""
    tops = dict.fromkeys(standing, 0)
    for ranks, many in ballots:
        if left := sorted((rank, code) for code, rank in ranks.items() if code in tops):
            tops[left[0][1]] += many
    return tops


def round_told(count, standing, rounds):
    """The same as published: ballots only move on from the option that has just gone out."""
    published = count.told.get("rounds", [])
    if len(rounds) >= len(published):
        raise Wrong(f"resultat.json: round {len(rounds) + 1} is missing")
    tops = dict(published[len(rounds)]["votes"])
    if set(tops) != set(standing) or sum(tops.values()) > count.voters - count.blank:
        raise Wrong(f"resultat.json: round {len(rounds) + 1} is not one of these options and ballots")
    earlier = dict(rounds[-1]["votes"]) if rounds else {}
    if any(tops[code] < earlier.get(code, 0) for code in standing) or (
        rounds and sum(tops.values()) > sum(earlier.values())
    ):
        raise Wrong(f"resultat.json: round {len(rounds) + 1} does not follow the one before")
    return tops


RULES = {
    "greedy": greedy,
    "equal-shares": equal_shares,
    "phragmen": phragmen,
    "preferred": preferred,
    "envelopes": envelopes,
    "yes-no": yes_no,
    "most-votes": most_votes,
    "majority-judgment": majority_judgment,
    "schulze": schulze,
    "instant-runoff": instant_runoff,
}


#: Rules whose results tell what they compared: grades, duels, rounds.
TOLD_BY_RESULTS = {"majority-judgment", "schulze", "instant-runoff"}


def decide(count, settings):
    """Apply a rule of the sealed file."""
    if settings["name"] not in RULES:
        raise Wrong(f"this program does not know the rule {settings['name']}: the result is not recounted")
    return RULES[settings["name"]](count, settings)


def applied(count, settings, published):
    """The bytes that a rule gives; withheld ballots are replaced by what the published result tells of them."""
    if count.ballots is None:
        count.told = json.loads(published).get("details", {})
    return canonical(decide(count, settings))


def check_frame(count, settings, published):
    """Of a result that cannot be recounted: its rule, voters, votes, costs and money are those of the bundle."""
    told = json.loads(published)
    frame = {"rule": settings, "envelope": count.envelope, "unit": count.unit, "voters": count.voters}
    problems = [name for name, value in frame.items() if told[name] != value]
    support, kept = count.support(settings), [one["id"] for one in told["projects"] if one["fate"] == "bought"]
    for one in told["projects"]:
        if (one["cost"], one["support"]) != (count.projects[one["id"]][0], support[one["id"]]):
            problems.append(f"cost or votes of {one['id']}")
        elif one["id"] in kept and "cap" in settings and refused(count, settings, one["id"]):
            problems.append(f"{one['id']} may not win")
    spent = sum(count.projects[code][0] for code in kept)
    if sorted(told["winners"]) != sorted(kept) or told["spent"] != spent or spent + told["left"] != count.envelope:
        problems.append("winners and money")
    if sorted(one["id"] for one in told["projects"]) != list(count.projects) or spent > count.envelope:
        problems.append("projects and envelope")
    if problems:
        raise Wrong(f"resultat.json does not go with rule and totals: {', '.join(problems)}")
    say("rule, voters, votes, costs and money of resultat.json go with the sealed rule and the totals")


def check_result(files, rule, totals, ballots):
    """Apply the sealed rule, or as far as that goes without ballots; returns whether the result was recounted."""
    count, published = count_of(rule, totals, ballots), files["resultat.json"]
    try:
        result = applied(count, rule["rule"], published)
    except Withheld as reason:
        check_frame(count, rule["rule"], published)
        note(f"NOT RECOUNTED which projects win: {reason}")
        return False
    if result != published:
        sys.stdout.write(result.decode() + "\n")
        raise Wrong("resultat.json: the rule gives another result, printed above")
    return True


def check_other_rule(files, rule, totals, ballots):
    """Another rule on the same ballots is shown beside the result only where the sealed rule names it."""
    if "other_rule" not in rule:
        if "autre-regle.json" in files:
            raise Wrong("autre-regle.json: the sealed rule names no other rule")
        return
    try:
        told = applied(count_of(rule, totals, ballots), rule["other_rule"], files["autre-regle.json"])
    except Withheld as reason:
        note(f"autre-regle.json, a comparison, is not recounted: {reason}")
        return
    if told != files["autre-regle.json"]:
        raise Wrong("autre-regle.json is not what the other rule gives on these ballots")
    say(f"the other rule, {rule['other_rule']['name']}, gives what is shown beside, byte for byte")


# --- All of it ---------------------------------------------------------------------------------------------------


def recount(path, root):
    """Check a bundle; returns the rule, the bytes of the result, whether it counts, and whether it was recounted."""
    files = read_bundle(path)
    check_files(files, root)
    about = json.loads(files["dossier.json"])
    rule = read_rule(files, about)
    kept = check_log(files, rule, about)
    check_stamp(files, rule, about)
    ballots = read_ballots(files, rule, kept)
    totals = read_totals(files)
    check_totals(files, rule, about, totals, ballots, kept)
    if sha(files["resultat.json"]) != about["result_sha256"]:
        raise Wrong("resultat.json is not the result that was published")
    recounted = check_result(files, rule, totals, ballots)
    check_other_rule(files, rule, totals, ballots)
    if recounted:
        name, digest = rule["rule"]["name"], about["result_sha256"]
        if ballots is None and name in TOLD_BY_RESULTS:
            note(f"without single ballots, {name} is applied to the figures of resultat.json: ballots may differ")
        say(f"the rule {name} gives the published result, byte for byte: SHA-256 {digest}")
    return rule, files["resultat.json"], quorum_reached(rule, totals), recounted


def quorum_reached(rule, totals):
    """Whether as many people voted as the sealed rule asks, blank and void papers included."""
    if rule["quorum"] is None:
        return True
    voters = sum(one["voters"] or 0 for one in totals.values())
    reached = voters >= rule["quorum"]
    note(f"quorum of {rule['quorum']} voters {'reached' if reached else 'missed: nothing is kept'}, {voters} voted")
    return reached


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--root", help="the hash printed on the result page and in the report")
    given = parser.parse_args()
    try:
        rule, result, counts, recounted = recount(given.bundle, given.root)
    except Wrong as wrong:
        print(f"  WRONG {wrong}")
        return 1
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        print(f"  WRONG this bundle does not read: {type(error).__name__}: {error}")
        return 2
    titles = {one["code"]: one["title"] for one in rule["projects"]}
    for order, code in enumerate(json.loads(result)["winners"] if counts else [], start=1):
        print(f"{order:>4}. {titles[code]} ({code})")
    print(result.decode())
    return 0 if recounted else 3


if __name__ == "__main__":
    sys.exit(main())
