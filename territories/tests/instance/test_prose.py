import pytest

from territories.instance.prose import as_html


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[clic](javascript:alert(1))",
        "![image](https://ailleurs.example/espion.png)",
        '<a href="https://x.example" style="color:red" onclick="x()">x</a>',
    ],
)
def test_what_people_type_never_acts(typed):
    html = as_html(typed)
    assert not any(sign in html for sign in ("<script", "<img", '<a href="javascript', "<a style", "<a onclick"))


def test_headings_stay_below_those_of_the_page():
    assert as_html("# Un\n\n### Trois", first_heading=3) == "<h3>Un</h3>\n<h5>Trois</h5>\n"
    assert "<h2>" in as_html("#### Quatre", first_heading=2)


def test_line_breaks_are_kept_as_typed():
    assert "<br>" in as_html("une ligne\nune autre")


def test_links_do_not_vouch_for_where_they_lead():
    assert 'rel="nofollow ugc noopener"' in as_html("[ici](https://exemple.fr)")


def test_a_wide_table_scrolls_in_its_frame():
    assert '<table class="data">' in as_html("| a | b |\n|---|---|\n| 1 | 2 |")


def test_nothing_is_nothing():
    assert as_html("") == as_html(None) == ""
