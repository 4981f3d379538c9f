"""Forms of the second factor, in plain words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from territories.accounts.forms import PlainFields

HINT = _("Les six chiffres que montre votre application, ou l’un de vos codes de secours.")


class CodeFields(PlainFields):
    """One field: a code, typed on a keypad of digits."""

    hint = HINT

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = self.hint
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AuthenticateForm(CodeFields, base.AuthenticateForm):
    """The code at sign-in."""


class ReauthenticateForm(CodeFields, base.ReauthenticateForm):
    """The code, once more."""


class ActivateTOTPForm(CodeFields, totp.ActivateTOTPForm):
    """The first code, which proves that the application is set up."""

    hint = _("Les six chiffres que montre maintenant votre application.")
