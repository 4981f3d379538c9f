import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import gettext, ngettext

catalogue = pytest.importorskip("territories.instance.catalogue", reason="polib is not installed")


def test_every_plural_of_the_sources_is_in_the_catalogue():
    polib = catalogue.polib
    written = polib.mofile(str(catalogue.path_of(settings.BASE_DIR).with_suffix(".mo")))
    known = {(entry.msgid, entry.msgid_plural) for entry in written if entry.msgid_plural}
    missing = set(catalogue.plurals(settings.BASE_DIR)) - known
    assert not missing, f"run manage.py catalogues: {sorted(missing)}"


def test_french_counts_zero_as_singular():
    assert ngettext("encore %(n)s jour", "encore %(n)s jours", 0) == "encore %(n)s jour"
    one, many = "Un point est à corriger", "{{ n }} points sont à corriger"
    written = f"{{% load i18n %}}{{% blocktranslate count n=n %}}{one}{{% plural %}}{many}{{% endblocktranslate %}}"
    assert Template(written).render(Context({"n": 2})) == "2 points sont à corriger"


def test_words_of_libraries_are_french():
    assert gettext("Type to search") == "Chercher"
