"""What a browser may load and run on our pages: the public ones, and the admin, which has a policy of its own."""

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

#: Unfold's Alpine evaluates expressions and writes styles (see HousePolicyMiddleware).
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}


def public_policy(*, tiles: str) -> dict[str, list]:
    """Allow nothing from elsewhere but the map tiles of an address with {z}/{x}/{y}, where one is set."""
    return {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([tiles.split("{")[0]] if tiles else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
