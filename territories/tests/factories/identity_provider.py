"""An OpenID provider as strict as FranceConnect v2, started by a test on a free port of this machine.

It refuses states and nonces of fewer than 32 signs, an unknown ``acr_values`` or return address, a code used twice, a
wrong secret; it signs with ES256 and answers userinfo as a JWT. ``lies`` makes it misbehave, one way at a time.
"""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT, SECRET = "crois-sens", "secret-de-test"
ANGELA = {
    "sub": "8c1f9v1",
    "given_name": "Angela Claire Louise",
    "family_name": "DUBOIS",
    "birthdate": "1962-08-24",
    "birthplace": "75107",
}


class IdentityProvider:
    """The provider: where it is, whom it tells of, and how it lies."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.person = dict(ANGELA)
        self.lies: dict[str, object] = {}
        self.codes: dict[str, dict] = {}
        self.tokens: dict[str, str] = {}
        self.asked: list[dict] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/api/v2"

    def __enter__(self) -> "IdentityProvider":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error) -> None:
        self.server.shutdown()
        self.server.server_close()

    def signed(self, claims: dict) -> str:
        """Sign claims with our key, unless we lie about it."""
        now = int(time.time())
        claims = {"iss": self.issuer, "iat": now, "exp": now + 60, **claims, **self.lies.get("claims", {})}
        key = self.lies.get("key", self.key)
        return jwt.encode(claims, key, algorithm=self.lies.get("algorithm", "ES256"), headers={"kid": "fc1"})

    # --- What is asked, by path -----------------------------------------------------------------------------------
    def discovery(self, _query: dict, _headers) -> tuple:
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in names.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return 200, {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **found, **methods}

    def jwks(self, _query: dict, _headers) -> tuple:
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        return 200, {"keys": [{**public, "kid": "fc1", "use": "sig", "alg": "ES256"}]}

    def authorize(self, query: dict, _headers) -> tuple:
        self.asked.append(query)
        wrong = [name for name in ("state", "nonce") if len(query.get(name, "")) < 32]
        if query.get("acr_values") not in ("eidas1", "eidas2", "eidas3"):
            wrong.append("acr_values")
        if query.get("client_id") != CLIENT or "openid" not in query.get("scope", "").split():
            wrong.append("client_id")
        if not query.get("redirect_uri", "").endswith("/compte/identite/retour/"):
            wrong.append("redirect_uri")
        if wrong:
            return 400, {"error": "Y000400", "wrong": wrong}
        code = secrets.token_urlsafe(32)
        self.codes[code] = query
        back = urlencode({"code": code, "state": query["state"], "iss": self.issuer})
        return 302, f"{query['redirect_uri']}?{back}"

    def token(self, form: dict, _headers) -> tuple:
        asked = self.codes.pop(form.get("code"), None)
        if asked is None or form.get("client_secret") != SECRET or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe(32)
        self.tokens[token] = asked["client_id"]
        claims = {"aud": asked["client_id"], "sub": self.person["sub"], "nonce": asked["nonce"], "acr": "eidas1"}
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": 60}
        return 200, {**answer, "id_token": self.signed(claims)}

    def userinfo(self, _query: dict, headers) -> tuple:
        audience = self.tokens[headers["Authorization"].split()[1]]
        told = {**self.person, **self.lies.get("userinfo", {})}
        if self.lies.get("unsigned"):
            return 200, told
        return 200, self.signed({**told, "aud": audience})


PATHS = {
    "/api/v2/.well-known/openid-configuration": "discovery",
    "/api/v2/jwks": "jwks",
    "/api/v2/authorize": "authorize",
    "/api/v2/token": "token",
    "/api/v2/userinfo": "userinfo",
}


def _handler_of(provider: IdentityProvider) -> type:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            self._answer(address.path, address.query)

        def do_POST(self):
            self._answer(self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, path: str, written: str):
            given = {name: values[0] for name, values in parse_qs(written).items()}
            status, body = getattr(provider, PATHS[path])(given, self.headers)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", body)
                body = ""
            kind = "application/json" if isinstance(body, dict) else "application/jwt"
            data = (json.dumps(body) if isinstance(body, dict) else body).encode()
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words):
            """Say nothing."""

    return Handler
