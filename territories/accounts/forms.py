"""Forms of accounts: allauth's, in plain words, and those of « Mon espace »."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from territories.accounts.models import Link
from territories.accounts.operations import ask_to_join
from territories.areas.forms import CommuneField
from territories.notices.operations import owe

PASSWORD_HINT = _("Dix caractères au moins. Trois ou quatre mots sans rapport entre eux font un bon mot de passe.")


class PlainFields:
    """Labels say it all: no placeholder that vanishes when one types, no list of rules longer than the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = PASSWORD_HINT


class CardFields(forms.Form):
    """What a person says of themselves."""

    display_name = forms.CharField(
        label=_("Nom affiché"),
        max_length=60,
        help_text=_("Ce que les autres voient à côté de vos idées. Un prénom ou un pseudonyme suffit."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    home = CommuneField(
        label=_("Ma commune"), help_text=_("Son nom ou son code postal, par exemple « Saint-Dié-des-Vosges ».")
    )
    links = forms.MultipleChoiceField(
        label=_("Mon lien avec elle"), choices=Link.choices, widget=forms.CheckboxSelectMultiple
    )


class SignupForm(PlainFields, CardFields, allauth.SignupForm):
    """Sign-up: an address, a password, a name, a commune. It never looks whether the address is known."""

    field_order = ["email", "password1", "display_name", "home", "links", "wants_news"]

    wants_news = forms.BooleanField(
        label=_("M’annoncer par courriel les votes et les réunions de mon territoire"),
        required=False,
        help_text=_("Facultatif. Vous pourrez changer d’avis à tout moment."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Adresse électronique")

    def validate_unique_email(self, value):
        return value

    def try_save(self, request):
        """Write the request down and answer; the worker's mail tells the owner of the address what to do next.

        An address that asks again within minutes gets the same answer and no further mail.
        """
        said, data = self.cleaned_data, get_adapter()
        if consume_email_verification_rate_limit(request, said["email"]):
            asked = ask_to_join(
                email=said["email"],
                password=said["password1"],
                display_name=said["display_name"],
                home=said["home"],
                links=said["links"],
                at=timezone.now(),
                then=get_next_redirect_url(request) or "",
                wants_news=said["wants_news"],
            )
            request.session["signup"] = asked.pk
        return None, data.respond_email_verification_sent(request, None)


class SignupCodeForm(forms.Form):
    """The six digits of the mail."""

    code = forms.CharField(
        label=_("Code reçu par courriel"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("Six chiffres."),
    )


class LoginForm(PlainFields, allauth.LoginForm):
    """Sign-in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Adresse électronique")
        self.fields["password"].label = _("Mot de passe")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Rester connecté sur cet appareil")


class ResetPasswordForm(PlainFields, allauth.ResetPasswordForm):
    """A forgotten password: whether the address has an account is looked up by the worker that writes the mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Adresse électronique")

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs):
        address = self.cleaned_data["email"]
        owe(
            kind="account.reset",
            key=f"account.reset:{get_random_string(20)}",
            title=_("Choisissez un nouveau mot de passe"),
            text="",
            address=address,
            at=timezone.now(),
        )
        return address


class NewPasswordForm(PlainFields, allauth.ResetPasswordKeyForm):
    """A new password, written once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class ChangePasswordForm(PlainFields, allauth.ChangePasswordForm):
    """The old password and the new one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["oldpassword"].help_text = ""


class ChangeEmailForm(PlainFields, allauth.AddEmailForm):
    """A new address; the old one stays until the new one is confirmed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Nouvelle adresse électronique")


class ReauthenticateForm(PlainFields, allauth.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mot de passe")
        self.fields["password"].help_text = ""


class CloseAccountForm(forms.Form):
    """Closing an account is confirmed by its password."""

    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise ValidationError(_("Ce mot de passe n’est pas le bon."), code="wrong")
        return password
