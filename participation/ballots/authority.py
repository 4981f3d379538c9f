"""Asking a stamping authority for a date, as RFC 3161 says, and believing only an answer that holds."""

import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

ASK, ANSWER = "application/timestamp-query", "application/timestamp-reply"
#: Seconds that an authority may take, and bytes that its answer may have.
PATIENCE, MOST_BYTES = 20, 100_000


class WrongAnswer(Exception):
    """The authority did not answer as RFC 3161 says."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An answer that holds: when it was given, and its bytes for whoever checks it again."""

    at: datetime
    token: bytes


def stamped(statement: bytes, *, url: str, roots: Sequence[x509.Certificate]) -> Dated:
    """Ask for a date under a statement, and check who signed the answer, for which statement and which question.

    :raises OSError: when the authority cannot be reached.
    :raises WrongAnswer: when its answer is no such stamp; ``VerificationError`` or ``ValueError`` when it is not good.
    """
    question = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256).build()
    request = urllib.request.Request(url, question.as_bytes(), {"Content-Type": ASK, "Accept": ANSWER})
    with urllib.request.urlopen(request, timeout=PATIENCE) as told:
        if told.headers.get_content_type() != ANSWER:
            raise WrongAnswer(f"answered with {told.headers.get_content_type()}")
        token = told.read(MOST_BYTES)
    answer = decode_timestamp_response(token)
    verifier = VerifierBuilder.from_request(question)
    for root in roots:
        verifier = verifier.add_root_certificate(root)
    verifier.build().verify_message(answer, statement)
    return Dated(answer.tst_info.gen_time, token)
