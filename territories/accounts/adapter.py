"""Where allauth meets the house: mails become rows that a worker sends, and say in French what happened."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from territories.accounts.operations import address_changed
from territories.notices.operations import owe

#: What allauth tells an account's owner about its safety: template prefix → title and text, without any secret.
SAID = {
    "account/email/email_changed": (
        _("L’adresse de votre compte a changé"),
        _("L’adresse électronique de votre compte vient d’être changée."),
    ),
    "account/email/password_changed": (
        _("Votre mot de passe a changé"),
        _("Le mot de passe de votre compte vient d’être changé."),
    ),
    "account/email/password_reset": (
        _("Votre mot de passe a changé"),
        _("Un nouveau mot de passe vient d’être choisi pour votre compte."),
    ),
    "mfa/email/totp_activated": (
        _("La double vérification est activée"),
        _("Votre compte demande désormais un code de votre application à chaque connexion."),
    ),
    "mfa/email/totp_deactivated": (
        _("La double vérification est désactivée"),
        _("Votre compte ne demande plus de code à la connexion."),
    ),
    "mfa/email/recovery_codes_generated": (
        _("De nouveaux codes de secours ont été créés"),
        _("Les anciens codes de secours de votre compte ne servent plus."),
    ),
}
NOT_ME = _("Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe : « Mot de passe oublié ».")


class AccountAdapter(DefaultAccountAdapter):
    """The rules of accounts that are ours: no mail is sent while a page is answered."""

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        """Owe the mail that confirms an address; its link is made when it leaves."""
        address = emailconfirmation.email_address
        owe(
            kind="account.address",
            key=f"account.address:{address.pk}:{get_random_string(12)}",
            title=_("Confirmez votre adresse"),
            text="",
            address=address.email,
            subject=address,
            at=timezone.now(),
        )

    def confirm_email(self, request, email_address):
        """Confirm an address; the participant follows the account to it."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            address_changed(user=email_address.user)
        return confirmed

    def send_mail(self, template_prefix, email, context):
        """Owe what allauth would send at once: news about the account's safety, to the address it concerns."""
        title, text = SAID[template_prefix]
        owe(
            kind="account.security",
            key=f"account.security:{get_random_string(20)}",
            title=title,
            text=f"{text}\n\n{NOT_ME}",
            address=email,
            url="/compte/mot-de-passe/oublie/",
            at=timezone.now(),
        )
