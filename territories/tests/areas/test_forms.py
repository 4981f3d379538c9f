"""The field that asks for a commune."""

import pytest
from django import forms

from territories.areas.forms import CommuneField, Typed
from territories.areas.models import Area
from territories.tests.factories.areas import make_area, make_commune

pytestmark = pytest.mark.django_db


class HomeForm(forms.Form):
    home = CommuneField(label="Votre commune")
    work = CommuneField(label="Où vous travaillez", required=False)


@pytest.fixture
def communes():
    saint_die = make_commune(code="88413", name="Saint-Dié-des-Vosges", postcodes=["88100"], population=19_251)
    saint_dier = make_commune(code="63350", name="Saint-Dier-d'Auvergne", postcodes=["63520"], population=556)
    return saint_die, saint_dier


@pytest.mark.parametrize(
    "typed",
    ["88413", "Saint-Dié-des-Vosges", "88100", "saint die des vosges", "st-dié-des", "Saint-Dié-des-Vosges (88)"],
)
def test_without_javascript_the_text_is_enough(communes, typed):
    form = HomeForm({"home": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"home": communes[0], "work": None}


def test_a_suggestion_that_was_chosen_counts(communes):
    form = HomeForm(
        {"home": "Saint-Dier-d'Auvergne (63)", "home-code": "63350", "home-for": "Saint-Dier-d'Auvergne (63)"}
    )
    assert form.is_valid()
    assert form.cleaned_data["home"] == communes[1]


def test_a_choice_made_for_another_text_does_not(communes):
    form = HomeForm({"home": "Saint-Dié-des-Vosges", "home-code": "63350", "home-for": "Saint-Dier"})
    assert form.is_valid()
    assert form.cleaned_data["home"] == communes[0]


def test_several_that_fit_are_shown_to_choose_from_and_the_choice_is_taken(communes):
    form = HomeForm({"home": "saint die"})
    assert not form.is_valid()
    assert "2 communes correspondent" in form.errors["home"][0]
    html = str(form["home"])
    assert html.count('type="radio"') == 2
    assert 'name="home-for" value="saint die"' in html
    again = HomeForm({"home": "saint die", "home-for": "saint die", "home-code": "63350"})
    assert again.is_valid()
    assert again.cleaned_data["home"] == communes[1]


def test_what_fits_nothing_is_said(communes):
    form = HomeForm({"home": "<Xyzzy>"})
    assert "Aucune commune ne correspond" in form.errors["home"][0]
    assert "<Xyzzy>" not in str(form)


def test_nothing_is_required_only_where_asked(communes):
    assert list(HomeForm({}).errors) == ["home"]


@pytest.mark.parametrize("code", ["00000", "\x00", "88413' OR 1=1"])
def test_a_code_that_is_none_falls_back_on_the_text(communes, code):
    form = HomeForm({"home": "mirecourt", "home-for": "mirecourt", "home-code": code})
    assert not form.is_valid()


def test_only_communes_inside_an_area_are_taken(communes):
    vosges = make_area(kind="department", code="88", name="Vosges")
    Area.objects.filter(code="88413").update(parent=vosges, ancestors=[vosges.pk])
    form = HomeForm({"home": "63350"})
    form.fields["home"].inside = vosges
    assert "Vosges" in form.errors["home"][0]
    chosen = HomeForm({"home": "x", "home-code": "63350", "home-for": "x"})
    chosen.fields["home"].inside = vosges
    assert not chosen.is_valid()
    right = HomeForm({"home": "88413"})
    right.fields["home"].inside = vosges
    assert right.is_valid()
    assert f"dans={vosges.slug}" in str(right["home"])
    assert "dans=" not in str(HomeForm()["home"])


def test_a_form_starts_with_the_commune_it_knows(communes, django_assert_num_queries):
    for initial in (communes[0], communes[0].pk):
        form = HomeForm(initial={"home": initial})
        assert 'value="Saint-Dié-des-Vosges (88)"' in str(form["home"])
    same = {"home": "Saint-Dié-des-Vosges (88)", "home-code": "88413", "home-for": "Saint-Dié-des-Vosges (88)"}
    assert not HomeForm(same, initial={"home": communes[0]}).has_changed()
    assert HomeForm({"home": "63350"}, initial={"home": communes[0]}).has_changed()


def test_a_field_is_tied_to_its_label_hint_and_error(communes):
    html = str(HomeForm({"home": "xyzzy"})["home"])
    assert 'id="id_home"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_home_error"' in html


def test_what_a_browser_sends_is_read_by_name():
    assert Typed("a", "1", "b").choice == ""
    assert Typed("a", "1", "a").choice == "1"
