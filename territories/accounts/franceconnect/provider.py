"""The provider: allauth's OpenID Connect, with long states and nonces, ES256, and userinfo that is a signed JWT."""

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from territories.accounts.franceconnect import UNDER_WAY, keep_identity
from territories.accounts.franceconnect.told import civil_key_of, go_on

#: FranceConnect refuses states and nonces of fewer than 32 signs.
LONG = 48
#: The level of assurance that is asked: a password of the State's services is enough for a vote that advises.
ASSURANCE = "eidas1"


class FranceConnectAdapter(OpenIDConnectOAuth2Adapter):
    """Speaks with the provider; every token it gets is verified against the provider's published keys."""

    def get_provider(self) -> "FranceConnectProvider":
        """The one provider of this installation."""
        return FranceConnectProvider.of(self.request)

    def get_callback_url(self, request: HttpRequest, app) -> str:
        """Where the provider sends people back to."""
        return build_absolute_uri(request, reverse("franceconnect_callback"))

    def complete_login(self, request: HttpRequest, app, token, **kwargs):
        """Keep the keyed hash of the identity and return to the page that asked; nobody is signed in or up.

        :raises OAuth2Error: when a token is not the provider's, not for us, not fresh, or about somebody else.
        """
        under_way = request.session.get(UNDER_WAY, {})
        proof = self._verified(kwargs["response"].get("id_token", ""), app)
        if not constant_time_compare(str(proof.get("nonce", "")), under_way.get("nonce") or get_random_string(LONG)):
            raise OAuth2Error("the nonce is not the one of this request")
        told = self._fetch_user_info(token.token)
        if told.get("sub") != proof["sub"]:
            raise OAuth2Error("the identity is not the one of the token")
        keep_identity(request, civil_key_of(told), at=timezone.now())
        del request.session[UNDER_WAY]
        raise ImmediateHttpResponse(go_on(under_way))

    def _fetch_user_info(self, access_token: str) -> dict:
        """Read the identity: a JWT, signed for us."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
            answer.raise_for_status()
        if not answer.headers.get("content-type", "").startswith("application/jwt"):
            raise OAuth2Error("the identity is not signed")
        return self._verified(answer.text, self.get_provider().app)

    def _verified(self, token: str, app) -> dict:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(answer.json()).keys}
            key = keys[jwt.get_unverified_header(token).get("kid")]
            return jwt.decode(
                token,
                key.key,
                algorithms=["ES256"],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                options={"require": ["exp", "iat", "sub"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise OAuth2Error("a token is not the provider's") from error


class FranceConnectProvider(OpenIDConnectProvider):
    """What is asked: an identity, nothing to sign up with."""

    id = "franceconnect"
    oauth2_adapter_class = FranceConnectAdapter

    @classmethod
    def of(cls, request: HttpRequest) -> "FranceConnectProvider":
        """The provider that the settings name."""
        chosen = settings.FRANCECONNECT
        app = SocialApp(
            provider=cls.id,
            provider_id=cls.id,
            name="FranceConnect",
            client_id=chosen["client_id"],
            secret=chosen["secret"],
            settings={"server_url": chosen["server_url"], "token_auth_method": "client_secret_post"},
        )
        return cls(request, app=app)

    def get_default_scope(self) -> list[str]:
        """An identity as it stands on a document; neither address nor telephone."""
        return ["openid", "family_name", "given_name", "birthdate"]

    def ask(self, *, next_url: str):
        """Send the person to the provider, with a state and a nonce of this request."""
        nonce = get_random_string(LONG)
        self.request.session[UNDER_WAY] = {"nonce": nonce, "next": next_url}
        wanted = {"nonce": nonce, "acr_values": ASSURANCE}
        return self.redirect(self.request, process="connect", next_url=next_url, auth_params=wanted)

    def stash_redirect_state(self, request, process, next_url=None, data=None, state_id=None, **kwargs):
        """Remember the request under a name long enough for the provider."""
        state_id = state_id or get_random_string(LONG)
        return super().stash_redirect_state(request, process, next_url, data, state_id=state_id, **kwargs)
