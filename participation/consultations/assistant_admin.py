"""The assistant « Ville de 20 000 habitants » in the admin: nine questions on one page."""

import re
import unicodedata

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crois_sens.kernel.refusals import Refusal
from participation.consultations.models import WORDS_OF_ELECTORAL_LAW, Consultation
from participation.consultations.operations.assistant import Answers, begin_with_assistant
from participation.consultations.steps import cockpit_url
from territories.accounts.models import Link
from territories.accounts.permissions import named_areas
from territories.actors.models import OrganisationKind
from territories.instance.admin_forms import HouseAutocomplete, dressed
from territories.instance.forms import EurosField

EVERYONE, RESIDENTS, LINKED = "everyone", "residents", "linked"
WHO = [
    (LINKED, _("Les personnes qui habitent, travaillent ou étudient ici")),
    (RESIDENTS, _("Les personnes qui habitent ici")),
    (EVERYONE, _("Tout le monde")),
]
LINKS = {EVERYONE: [], RESIDENTS: [Link.LIVES], LINKED: [Link.LIVES, Link.WORKS, Link.STUDIES]}
YES_NO = [("yes", _("Oui, aussi sur papier")), ("no", _("Non, en ligne seulement"))]


class AssistantForm(forms.Form):
    """The nine questions; what is not asked has a proven default and may be changed afterwards."""

    area = forms.ModelChoiceField(None, label=_("Sur quel territoire ?"))
    organiser = forms.ModelChoiceField(
        None, label=_("Qui l’organise ?"), help_text=_("La collectivité juridiquement responsable.")
    )
    title = forms.CharField(
        label=_("Comment s’appelle-t-il ?"), max_length=120, initial=_("Budget participatif"), strip=True
    )
    envelope_cents = EurosField(
        label=_("Avec quelle enveloppe ?"), help_text=_("En euros. Beaucoup de villes comptent 3 à 5 € par habitant.")
    )
    project_cap_cents = EurosField(
        label=_("Combien coûte un projet au plus ?"),
        required=False,
        help_text=_("En euros. Vide : pas de plafond. Un tiers de l’enveloppe laisse place à plusieurs projets."),
    )
    who = forms.ChoiceField(label=_("Qui peut participer ?"), choices=WHO)
    minimum_age = forms.IntegerField(
        label=_("À partir de quel âge ?"), min_value=0, max_value=25, initial=16, help_text=_("0 : sans limite d’âge.")
    )
    paper = forms.ChoiceField(label=_("Vote-t-on aussi sur papier ?"), choices=YES_NO)
    starts_on = forms.DateField(
        label=_("Quand commence l’appel à idées ?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Comptez deux mois pour délibérer et annoncer. Du premier jour au résultat : six mois."),
    )

    def __init__(self, *args, page, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate()
        self.initial |= self._known(page, request)
        for name in ("area", "organiser"):
            field = Consultation._meta.get_field(name)
            self.fields[name].queryset = page.choices_for(field, request)
            self.fields[name].widget = HouseAutocomplete(field, page.admin_site)
            self.fields[name].widget.choices = self.fields[name].choices

    @staticmethod
    def _known(page, request) -> dict:
        """The answers that an account with one territory need not give."""
        places = named_areas(request.user, page.edit)
        if len(places) != 1:
            return {}
        organisers = page.choices_for(Consultation._meta.get_field("organiser"), request)
        there = organisers.filter(area__in=places, kind=OrganisationKind.AUTHORITY)
        bodies = list(there.values_list("pk", flat=True)[:2])
        return {"area": places[0]} | ({"organiser": bodies[0]} if len(bodies) == 1 else {})

    def clean_title(self):
        title = self.cleaned_data["title"]
        if re.search(WORDS_OF_ELECTORAL_LAW, unicodedata.normalize("NFC", title), re.IGNORECASE):
            raise forms.ValidationError(
                _("« Élection » et « référendum » sont autre chose en droit. Écrivez budget participatif.")
            )
        return title

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"]
        if starts_on <= self.today:
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        if starts_on.year > self.today.year + 5:
            raise forms.ValidationError(_("Choisissez un jour dans les cinq ans."))
        return starts_on

    def clean(self):
        typed = super().clean()
        envelope, cap = typed.get("envelope_cents"), typed.get("project_cap_cents")
        if envelope and cap and cap > envelope:
            self.add_error("project_cap_cents", _("Le plafond par projet tient dans l’enveloppe."))
        return typed

    def answers(self) -> Answers:
        """The answers as the operation wants them; overseas, the clock is that of the territory."""
        typed = self.cleaned_data
        return Answers(
            area=typed["area"],
            organiser=typed["organiser"],
            title=typed["title"],
            envelope_cents=typed["envelope_cents"],
            project_cap_cents=typed["project_cap_cents"],
            accepted_links=LINKS[typed["who"]],
            minimum_age=typed["minimum_age"],
            starts_on=typed["starts_on"],
            paper=typed["paper"] == "yes",
            time_zone=typed["area"].time_zone,
        )


class AssistantPage:
    """Adds the assistant to the page of consultations."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.assistant)
        return [path("assistant/", view, name="participation_consultation_assistant"), *super().get_urls()]

    def assistant(self, request: HttpRequest) -> HttpResponse:
        """Ask the nine questions, then write the draft and lead to its cockpit."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        posted = request.POST if request.method == "POST" else None
        form = dressed(AssistantForm)(posted, page=self, request=request)
        if form.is_valid():
            try:
                draft = begin_with_assistant(answers=form.answers(), by=request.user, at=timezone.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(
                    request, _("Le brouillon est prêt. Relisez-le : tout peut changer."), messages.SUCCESS
                )
                return HttpResponseRedirect(cockpit_url(draft))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Préparer un budget participatif"),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "participation/consultations/admin/assistant.html", context)
