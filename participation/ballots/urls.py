"""Addresses of votes, and of the desk where agents enter the paper."""

from django.urls import path

from participation.ballots.feeds import ResultFeed
from participation.ballots.views import (
    choosing,
    desk,
    desk_people,
    proofs,
    proving,
    reading,
    rehearsing,
    results,
    voting,
)

POLL = "votes/<slug:slug>/"
DESK = "guichet/votes/<slug:slug>/"

urlpatterns = [
    path("votes/ce-qui-est-protege/", proofs.honesty, name="honesty"),
    path("votes/flux.atom", ResultFeed(), name="result_feed"),
    path(POLL, reading.poll_page, name="poll"),
    path(f"{POLL}qui-peut-voter/", proving.prove_key, name="prove_key"),
    path("v/<slug:code>/", choosing.short, name="short_poll"),
    path(f"{POLL}bulletin/", choosing.ballot, name="ballot"),
    path(f"{POLL}comparer/", choosing.compare, name="compare_projects"),
    path(f"{POLL}confirmer/", voting.confirm, name="confirm_vote"),
    path(f"{POLL}repetition/", rehearsing.ballot, name="rehearse"),
    path(f"{POLL}repetition/confirmer/", rehearsing.confirm, name="rehearse_confirm"),
    path(f"{POLL}repetition/depouillement/", rehearsing.count, name="rehearse_count"),
    path(f"{POLL}regle.json", reading.rule_file, name="poll_rule"),
    path(f"{POLL}resultat/", results.result_page, name="poll_result"),
    path(f"{POLL}resultat/autre-regle/", results.other_rule, name="poll_other_rule"),
    path(f"{POLL}resultat.csv", results.result_csv, name="poll_result_csv"),
    path(f"{POLL}resultat-participation.csv", results.turnout_csv, name="poll_turnout_csv"),
    path(f"{POLL}resultat-colonnes.csv", results.fields_csv, name="poll_result_fields"),
    path(f"{POLL}recepisses/", proofs.receipts, name="poll_receipts"),
    path(f"{POLL}recepisses/tete.json", proofs.head_file, name="poll_head"),
    path(f"{POLL}recepisses/journal.txt", proofs.log_file, name="poll_log"),
    path(f"{POLL}recepisses/liste-finale.txt", proofs.final_file, name="poll_final_list"),
    path(f"{POLL}recepisses/cosigner/", proofs.cosign, name="poll_cosign"),
    path("votes/outils/<slug:name>.py", proofs.tool, name="poll_tool"),
    path(DESK, desk.roll, name="desk_roll"),
    path(f"{DESK}pieces/", desk_people.people, name="desk_people"),
    path(f"{DESK}annuler/", desk.undo, name="desk_undo"),
    path(f"{DESK}feuilles/<slug:urn>/", desk.sheet, name="desk_sheet"),
]
