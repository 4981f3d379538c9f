"""Letters that let somebody in: written by the worker when they leave, so that no secret lies in the database."""

from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.translation import gettext as _

from territories.accounts.models import SignupRequest, User
from territories.accounts.operations import code_of
from territories.accounts.rules import SIGNUP_LASTS
from territories.notices.letters import Letter
from territories.notices.models import Notice

SALT = "accounts.signup"


def signup_token(asked: SignupRequest) -> str:
    """Return the signed name of a request for an account, good for three days."""
    return TimestampSigner(salt=SALT).sign(str(asked.pk))


def request_of_token(token: str) -> int | None:
    """Return the id of the request that a link confirms, or nothing for a forged or old link."""
    try:
        return int(TimestampSigner(salt=SALT).unsign(token, max_age=SIGNUP_LASTS))
    except BadSignature:
        return None


def signup_letter(*, notice: Notice) -> Letter | None:
    """Confirm a sign-up; whoever has an account already is told so, and only they are."""
    asked = SignupRequest.objects.filter(pk=notice.subject_id).first()
    if asked is None:
        return None
    if User.objects.filter(email=asked.email).exists():
        text = _(
            "Quelqu’un, sans doute vous, a voulu s’inscrire avec cette adresse. Vous avez déjà un compte : "
            "connectez-vous. Mot de passe perdu ? Choisissez-en un nouveau sur la page de connexion."
        )
        link = reverse("account_login") + (f"?{urlencode({'next': asked.then})}" if asked.then else "")
        return Letter(_("Vous avez déjà un compte"), text, link, _("Se connecter"))
    code = code_of(asked)
    text = _(
        "Votre code : %(code)s\n\n"
        "Recopiez-le dans la page restée ouverte, ou suivez le lien. L’un et l’autre sont valables trois jours.\n\n"
        "Vous n’avez rien demandé ? Ne faites rien : aucun compte ne sera créé."
    ) % {"code": f"{code[:3]} {code[3:]}"}
    link = reverse("account_confirm_signup", args=[signup_token(asked)])
    return Letter(_("Confirmez votre inscription"), text, link, _("Confirmer mon inscription"))


def reset_letter(*, notice: Notice) -> Letter:
    """Let somebody choose a new password; whoever has no account is told so, and only they are."""
    user = User.objects.filter(email=notice.address, is_active=True).first()
    if user is None:
        text = _(
            "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour cette adresse. "
            "Aucun compte ne l’utilise : essayez une autre adresse, ou inscrivez-vous."
        )
        return Letter(_("Aucun compte à cette adresse"), text, reverse("account_signup"), _("S’inscrire"))
    key = default_token_generator.make_token(user)
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    text = _(
        "Choisissez un nouveau mot de passe avec ce lien, valable trois jours et une seule fois.\n\n"
        "Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même."
    )
    return Letter(_("Choisissez un nouveau mot de passe"), text, link, _("Choisir un mot de passe"))


def address_letter(*, notice: Notice) -> Letter | None:
    """Confirm the new address of an account."""
    address = EmailAddress.objects.filter(pk=notice.subject_id, verified=False).first()
    if address is None:
        return None
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    text = _("Confirmez que cette adresse est la vôtre. Le lien est valable trois jours.")
    return Letter(_("Confirmez votre adresse"), text, link, _("Confirmer cette adresse"))
