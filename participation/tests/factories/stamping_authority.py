"""A stamping authority (RFC 3161) for tests: strict about what it is asked, and false when a test wants it so."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

POLICY = "1.3.6.1.4.1.99999.1"
ASK, ANSWER = "application/timestamp-query", "application/timestamp-reply"
DAY = timedelta(days=1)


@dataclass
class Lie:
    """What an authority of a test does wrong: nothing, unless said so."""

    other_statement: bool = False
    other_nonce: bool = False
    broken_signature: bool = False
    other_root: bool = False
    wrong_purpose: bool = False
    wrong_type: bool = False
    refuses: bool = False


@dataclass
class Authority:
    """Where it listens, the file of the certificate it descends from, and what it was asked.

    :ivar at: the date it gives; :ivar complaints: what it held against the questions it got.
    """

    at: datetime
    lie: Lie = field(default_factory=Lie)
    url: str = ""
    root: Path = Path()
    questions: list[tsp.TimeStampReq] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def _certificate(name: str, key, *, issuer=None, issuer_key=None, purpose=None) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 5000 * DAY)
        .not_valid_after(now + 5000 * DAY)
        .add_extension(x509.BasicConstraints(ca=purpose is None, path_length=None), critical=True)
    )
    if purpose:
        made = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return made.sign(issuer_key or key, hashes.SHA256())


def _family(purpose) -> tuple[x509.Certificate, x509.Certificate, rsa.RSAPrivateKey]:
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root = _certificate("Racine", root_key)
    leaf = _certificate("Horodatage", key, issuer=root.subject, issuer_key=root_key, purpose=purpose)
    return root, leaf, key


def complaint_about(question: tsp.TimeStampReq, headers) -> str:
    """What is wrong with a question; an authority answers such a one with a refusal."""
    imprint = question["message_imprint"]
    if headers.get_content_type() != ASK:
        return "not a query"
    if question["version"].native != "v1" or imprint["hash_algorithm"]["algorithm"].native != "sha256":
        return "not version 1 with SHA-256"
    if len(imprint["hashed_message"].native) != 32:
        return "not a digest of SHA-256"
    if question["nonce"].native is None or not question["cert_req"].native:
        return "no nonce, or no certificate asked for"
    return ""


def _signed(info: tsp.TSTInfo, leaf: x509.Certificate, key: rsa.RSAPrivateKey, lie: Lie) -> cms.ContentInfo:
    """Wrap what is said about a statement in a signature, as RFC 5652 and RFC 5816 say."""
    der = leaf.public_bytes(serialization.Encoding.DER)
    certificate, content = asn1_x509.Certificate.load(der), info.dump()
    digest = algos.DigestAlgorithm({"algorithm": "sha256"})
    about_the_signer = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": sha256(der).digest()})]})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [sha256(content).digest()]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [about_the_signer]}),
        ]
    )
    signature = key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.IssuerAndSerialNumber(
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
            "signature": signature[:-1] + bytes([signature[-1] ^ lie.broken_signature]),
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed})


def _answer(authority: Authority, question: tsp.TimeStampReq, headers, leaf, key) -> tsp.TimeStampResp:
    complaint, lie = complaint_about(question, headers), authority.lie
    if complaint or lie.refuses:
        authority.complaints.append(complaint)
        return tsp.TimeStampResp({"status": {"status": "rejection"}})
    imprint = question["message_imprint"].copy()
    if lie.other_statement:
        imprint["hashed_message"] = bytes(32)
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(60),
            "gen_time": authority.at,
            "nonce": question["nonce"].native + lie.other_nonce,
        }
    )
    token = _signed(info, leaf, key, lie)
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})


@contextmanager
def stamping_authority(folder: Path, *, at: datetime, lie: Lie | None = None) -> Iterator[Authority]:
    """Let an authority listen on this machine while the block runs."""
    authority = Authority(at, lie or Lie())
    purpose = ExtendedKeyUsageOID.SERVER_AUTH if authority.lie.wrong_purpose else ExtendedKeyUsageOID.TIME_STAMPING
    root, leaf, key = _family(purpose)
    trusted = _family(purpose)[0] if authority.lie.other_root else root
    authority.root = folder / "racine.pem"
    authority.root.write_bytes(trusted.public_bytes(serialization.Encoding.PEM))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            authority.questions.append(question)
            told = _answer(authority, question, self.headers, leaf, key).dump()
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if authority.lie.wrong_type else ANSWER)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_words) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/tsa"
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
