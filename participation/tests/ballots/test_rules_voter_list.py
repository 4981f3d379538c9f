"""A list of voters, row by row: what is read, what is refused and why."""

from datetime import date

import pytest

from participation.ballots.rules.voter_list import RowFate, UnreadableList, decode, read_list

HEAD = "N°;Nom de naissance;Prénoms;Date de naissance\n"


def fates(text):
    return [(line.row, line.fate.value, line.other) for line in read_list(text)]


def test_every_row_has_its_fate():
    text = HEAD + (
        "1;Dubois;Angela;24/08/1962\n"
        "deux;Petit;Jean;01/01/1990\n"
        "\n"
        "1;Martin;Léa;02/02/1980\n"
        "3;Noël;Zoé;30/02/1999\n"
        "4;DUBOIS;angéla;24-08-1962\n"
        "5;Dubois;Angela;1971-05-01\n"
    )
    assert fates(text) == [
        (2, "taken", None),
        (3, "no_number", None),
        (5, "number_twice", 2),
        (6, "no_date", None),
        (7, "written_twice", 2),
        (8, "taken", None),
    ]


def test_a_refused_row_does_not_take_the_number_of_a_good_one():
    assert fates("numero,naissance\n1,hier\n1,01/02/1980\n") == [(2, "no_date", None), (3, "taken", None)]


@pytest.mark.parametrize("written", ["24/08/1962", "1962-08-24", "24-08-1962", "24.08.1962"])
def test_dates_are_read_as_towns_write_them(written):
    assert read_list(f"numéro;né(e) le\n12;{written}\n")[0].born == date(1962, 8, 24)


@pytest.mark.parametrize("written", ["", "24/08/62", "31/02/1990", "24/08/1862", "bientôt"])
def test_other_dates_are_refused(written):
    assert read_list(f"numéro;naissance\n12;{written}\n")[0].fate is RowFate.NO_DATE


@pytest.mark.parametrize("head", ["", "nom;prénom", "numéro;prénom", "naissance"])
def test_a_file_without_the_columns_says_which(head):
    with pytest.raises(UnreadableList, match="colonne"):
        read_list(f"{head}\n1;2\n")


def test_files_of_spreadsheets_are_read():
    assert decode("numéro".encode("cp1252")) == decode("numéro".encode()) == decode(b"\xef\xbb\xbf" + "numéro".encode())
    with pytest.raises(UnreadableList, match="CSV"):
        decode(b"PK\x03\x04\0\0")
