"""Addresses of votes, and of the desk where agents enter the paper."""

from django.urls import path

from participation.ballots.views import desk, desk_people, proving, reading, voting

POLL = "votes/<slug:slug>/"
DESK = "guichet/votes/<slug:slug>/"

urlpatterns = [
    path(POLL, reading.poll_page, name="poll"),
    path(f"{POLL}qui-peut-voter/", proving.prove_key, name="prove_key"),
    path(f"{POLL}bulletin/", voting.ballot, name="ballot"),
    path(f"{POLL}confirmer/", voting.confirm, name="confirm_vote"),
    path(f"{POLL}regle.json", reading.rule_file, name="poll_rule"),
    path(f"{POLL}resultat/", reading.result_page, name="poll_result"),
    path(f"{POLL}resultat.csv", reading.result_csv, name="poll_result_csv"),
    path(f"{POLL}recepisses/", reading.receipts, name="poll_receipts"),
    path(DESK, desk.roll, name="desk_roll"),
    path(f"{DESK}pieces/", desk_people.people, name="desk_people"),
    path(f"{DESK}annuler/", desk.undo, name="desk_undo"),
    path(f"{DESK}feuilles/<slug:urn>/", desk.sheet, name="desk_sheet"),
]
