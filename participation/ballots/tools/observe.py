#!/usr/bin/env python3
"""Watch the public log of a vote from your own machine: look for a receipt, check that the log only grew, cosign it.

    python observe.py check ADDRESS RECEIPT        is this receipt in the log?
    python observe.py watch ADDRESS --state FILE   is the log of today the one of yesterday, only longer?
    python observe.py key FILE                     make a key; prints its public half, which the organiser inscribes
    python observe.py sign ADDRESS --key FILE      sign the newest head; paste the signature on the page of the vote

ADDRESS is the address of the vote, https://…/votes/NAME/. ``check`` and ``watch`` fetch the whole list of commitments
and build its tree themselves: the server never learns which receipt you look for. They need nothing but Python;
signatures need the package ``cryptography``. This file shares no code with the platform.
"""

import argparse
import json
import os
import sys
import urllib.request
from hashlib import sha256

FORMAT = "crois-sens/head/1"


def fetch(address, name):
    with urllib.request.urlopen(f"{address.rstrip('/')}/recepisses/{name}", timeout=60) as answer:
        return answer.read().decode()


def tree_root(commitments):
    """The root of RFC 6962 over commitments in their order: an odd hash at the end of a row goes up as it is."""
    row = [sha256(b"\0" + bytes.fromhex(one)).digest() for one in commitments]
    while len(row) > 1:
        pairs = [sha256(b"\1" + row[no] + row[no + 1]).digest() for no in range(0, len(row) - 1, 2)]
        row = pairs + row[len(pairs) * 2 :]
    return (row[0] if row else sha256(b"").digest()).hex()


def signed_text(head):
    return f"{FORMAT}\n{head['log']}\n{head['size']}\n{head['root']}\n{head['at']}\n".encode()


def seen_log(address):
    """Fetch the newest head and the whole log, and make sure that they are the same thing."""
    head = json.loads(fetch(address, "tete.json"))
    commitments = fetch(address, f"journal.txt?size={head['size']}").split()
    if len(commitments) != head["size"] or tree_root(commitments) != head["root"]:
        sys.exit("WRONG: the log is not what its signed head says")
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        print("not checked: the signature of the head (pip install cryptography)")
    else:
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["key"]))
            key.verify(bytes.fromhex(head["signature"]), signed_text(head))
        except InvalidSignature:
            sys.exit("WRONG: the head is not signed by the key it names")
        print(f"the head is signed by {head['key']}: compare this key with the sealed rule of the vote (log_key)")
    print(f"{head['size']} commitments, root {head['root']}")
    return head, commitments


def check(address, receipt):
    """Tell whether a receipt is in the log."""
    _head, commitments = seen_log(address)
    wanted = "".join(receipt.split()).lower()
    if wanted not in commitments:
        sys.exit("NOT FOUND: this receipt is not in the log. A vote enters it within a minute or two.")
    print(f"found: commitment number {commitments.index(wanted) + 1} of the log")


def watch(address, state):
    """Compare the log with what was seen last time, and remember what is seen now."""
    head, commitments = seen_log(address)
    if os.path.exists(state):
        with open(state, encoding="utf-8") as file:
            before = json.load(file)
        if tree_root(commitments[: before["size"]]) != before["root"] or before["size"] > head["size"]:
            sys.exit(f"WRONG: the log of {before['at']} is no longer the beginning of the log of {head['at']}")
        print(f"the {before['size']} commitments of {before['at']} are still there, in their places")
    with open(state, "w", encoding="utf-8") as file:
        json.dump(head, file)


def make_key(path):
    """Write a new private key that only its owner can read; print the public one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex())
    print(key.public_key().public_bytes_raw().hex())


def sign(address, path):
    """Check the log, then sign its newest head."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    head, _commitments = seen_log(address)
    with open(path, encoding="ascii") as file:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read().strip()))
    print(f"size {head['size']}, signature:")
    print(key.sign(signed_text(head)).hex())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    words = commands.add_parser("check")
    words.add_argument("address")
    words.add_argument("receipt")
    words = commands.add_parser("watch")
    words.add_argument("address")
    words.add_argument("--state", required=True)
    words = commands.add_parser("key")
    words.add_argument("file")
    words = commands.add_parser("sign")
    words.add_argument("address")
    words.add_argument("--key", required=True)
    given = parser.parse_args()
    match given.command:
        case "check":
            check(given.address, given.receipt)
        case "watch":
            watch(given.address, given.state)
        case "key":
            make_key(given.file)
        case "sign":
            sign(given.address, given.key)


if __name__ == "__main__":
    main()
