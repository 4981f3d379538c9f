"""« Qui peut voter »: the page beside the cockpit where a list is read and taken over, and letters are made."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crois_sens.kernel.refusals import Refusal
from participation.ballots.code_letters import letters_zip
from participation.ballots.forms import MOST_PEOPLE
from participation.ballots.models import KeyMethod, ListImport, Poll
from participation.ballots.operations import empty_list, make_codes, read_voter_list, replace_code, take_voter_list
from participation.ballots.operations.voter_lists import MOST_LETTERS
from participation.ballots.rules.voter_list import Line, RowFate
from participation.ballots.steps import cockpit_url
from participation.ballots.voters_wording import LINKS, METHODS
from territories.accounts.permissions import can
from territories.instance.admin_forms import Dressed

#: How many rows of a file are shown; those that are refused first.
MOST_ROWS = 200
MOST_BYTES = 10 * 1024 * 1024
#: The buttons of the page, each with its method.
ACTS = ("read", "take", "empty", "letters", "replace")
FATES = {
    RowFate.TAKEN: _("bonne"),
    RowFate.NO_NUMBER: _("refusée : le numéro manque ou n’est pas un nombre entier"),
    RowFate.NUMBER_TWICE: _("refusée : ce numéro est déjà à la ligne %(other)s du fichier"),
    RowFate.NO_DATE: _("refusée : la date de naissance manque ou n’existe pas"),
    RowFate.WRITTEN_TWICE: _("refusée : même nom et même date qu’à la ligne %(other)s du fichier"),
}


class ListForm(Dressed, forms.Form):
    """The file of those who may vote."""

    file = forms.FileField(
        label=_("Liste (CSV)"),
        help_text=_(
            "Une ligne par personne, avec les colonnes « numéro » et « date de naissance ». Les colonnes « nom » et "
            "« prénom » servent à repérer les doublons du fichier ; elles ne sont pas gardées."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce fichier dépasse 10 Mo : ôtez-en les colonnes inutiles."))
        return file


class LettersForm(Dressed, forms.Form):
    """How many letters are made."""

    number = forms.IntegerField(label=_("Combien de lettres"), min_value=1, max_value=MOST_LETTERS)


class ReplaceForm(Dressed, forms.Form):
    """A letter that is lost."""

    line_no = forms.IntegerField(label=_("Numéro de la lettre perdue"), min_value=1, max_value=MOST_PEOPLE)
    reason = forms.CharField(label=_("Motif"), max_length=200)


class VotersPage:
    """Adds the page to the admin of polls."""

    def get_urls(self):
        page = path("<int:pk>/votants/", self.admin_site.admin_view(self.voters), name="participation_poll_voters")
        return [page, *super().get_urls()]

    def voters(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How people are recognised, with the list or the letters where the method has some."""
        poll = self.row(request, pk)
        runs = can(request.user, self.edit, poll.consultation.area)
        if request.method == "POST" and not runs:
            raise PermissionDenied
        act = next((getattr(self, f"_{name}") for name in ACTS if name in request.POST), None)
        forms_by_name = {"read": ListForm(), "letters": LettersForm(), "replace": ReplaceForm()}
        page = {"poll": poll, "runs": runs, "forms": forms_by_name, "lines": None}
        if act is not None:
            try:
                if answer := act(request, poll, page):
                    return answer
            except Refusal as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
        return self._page(request, "voters", {**page, **_said(poll)})

    def _read(self, request: HttpRequest, poll: Poll, page: dict) -> None:
        form = page["forms"]["read"] = ListForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data["file"].read()
            lines = read_voter_list(poll=poll, data=data, by=request.user, at=timezone.now())
            page["lines"] = _told(lines)

    def _take(self, request: HttpRequest, poll: Poll, page: dict) -> HttpResponse:
        number = take_voter_list(poll=poll, by=request.user, at=timezone.now())
        said = ngettext("La liste est reprise : %(n)s personne.", "La liste est reprise : %(n)s personnes.", number)
        self.message_user(request, said % {"n": number}, messages.SUCCESS)
        return HttpResponseRedirect(voters_url(poll))

    def _empty(self, request: HttpRequest, poll: Poll, page: dict) -> HttpResponse:
        empty_list(poll=poll, by=request.user, at=timezone.now())
        self.message_user(request, _("La liste est vide."), messages.SUCCESS)
        return HttpResponseRedirect(voters_url(poll))

    def _letters(self, request: HttpRequest, poll: Poll, page: dict) -> HttpResponse | None:
        form = page["forms"]["letters"] = LettersForm(request.POST)
        if not form.is_valid():
            return None
        letters = make_codes(poll=poll, number=form.cleaned_data["number"], by=request.user, at=timezone.now())
        return _download(request, poll, letters)

    def _replace(self, request: HttpRequest, poll: Poll, page: dict) -> HttpResponse | None:
        form = page["forms"]["replace"] = ReplaceForm(request.POST)
        if not form.is_valid():
            return None
        code = replace_code(poll=poll, by=request.user, at=timezone.now(), **form.cleaned_data)
        return _download(request, poll, [(form.cleaned_data["line_no"], code)])


def voters_url(poll: Poll) -> str:
    """Where the manager sees how people are recognised."""
    return reverse("admin:participation_poll_voters", args=[poll.pk])


def _download(request: HttpRequest, poll: Poll, letters) -> HttpResponse:
    """Hand over letters: this answer is the only place where their codes stand."""
    address = request.build_absolute_uri(reverse("participation:prove_key", args=[poll.slug]))
    response = HttpResponse(letters_zip(poll, letters, address=address), content_type="application/zip")
    first, last = letters[0][0], letters[-1][0]
    response["Content-Disposition"] = f'attachment; filename="lettres-{poll.slug}-{first}-{last}.zip"'
    return response


def _told(lines: list[Line]) -> dict:
    """The fate of every row, counted, and the first rows by name: what is refused comes first."""
    ordered = sorted(lines, key=lambda line: line.fate is RowFate.TAKEN)
    good = sum(line.fate is RowFate.TAKEN for line in lines)
    rows = [(line, str(FATES[line.fate]) % {"other": line.other}) for line in ordered[:MOST_ROWS]]
    return {"good": good, "refused": len(lines) - good, "rows": rows, "more": max(len(lines) - MOST_ROWS, 0)}


def _said(poll: Poll) -> dict:
    methods = {name: {"label": label, "method": METHODS[KeyMethod(name)]} for name, label in KeyMethod.choices}
    return {
        "title": _("Qui peut voter"),
        "chosen": methods.pop(poll.key_method),
        "others": methods.values(),
        "link": LINKS[poll.link_proof],
        "listed": poll.electors.filter(listed=True).count(),
        "waiting": ListImport.objects.filter(poll=poll, taken_at=None).first(),
        "back": cockpit_url(poll),
    }
