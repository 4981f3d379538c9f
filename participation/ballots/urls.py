"""Addresses of votes, and of the desk where agents enter the paper."""

from django.urls import path

from participation.ballots.views import desk, reading, results, voting

POLL = "votes/<slug:slug>/"
DESK = "guichet/votes/<slug:slug>/"

urlpatterns = [
    path(POLL, reading.poll_page, name="poll"),
    path(f"{POLL}bulletin/", voting.ballot, name="ballot"),
    path(f"{POLL}confirmer/", voting.confirm, name="confirm_vote"),
    path(f"{POLL}regle.json", reading.rule_file, name="poll_rule"),
    path(f"{POLL}resultat/", results.result_page, name="poll_result"),
    path(f"{POLL}resultat.csv", results.result_csv, name="poll_result_csv"),
    path(f"{POLL}resultat-participation.csv", results.turnout_csv, name="poll_turnout_csv"),
    path(f"{POLL}resultat-colonnes.csv", results.fields_csv, name="poll_result_fields"),
    path(f"{POLL}recepisses/", reading.receipts, name="poll_receipts"),
    path(DESK, desk.roll, name="desk_roll"),
    path(f"{DESK}annuler/", desk.undo, name="desk_undo"),
    path(f"{DESK}feuilles/<slug:urn>/", desk.sheet, name="desk_sheet"),
]
