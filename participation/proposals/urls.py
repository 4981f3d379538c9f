"""Addresses of ideas, below their consultation."""

from django.urls import path

from participation.proposals.views import acting, desk, reading, writing

LIST = "consultations/<slug:slug>/propositions/"
IDEA = f"{LIST}<slug:idea>/"

urlpatterns = [
    path(LIST, reading.idea_list, name="proposals"),
    path(f"{LIST}nouvelle/", writing.new_idea, name="new_idea"),
    path(f"{LIST}guichet/", desk.desk, name="desk_idea"),
    path(f"{LIST}proches/", reading.similar_ideas, name="similar_ideas"),
    path(IDEA, reading.idea_page, name="proposal"),
    path(f"{IDEA}recepisse/", desk.receipt, name="idea_receipt"),
    path(f"{IDEA}versions/", reading.idea_versions, name="proposal_versions"),
    path(f"{IDEA}deposer/", writing.file_draft, name="file_idea"),
    path(f"{IDEA}modifier/", writing.change_idea, name="change_idea"),
    path(f"{IDEA}retirer/", writing.take_back, name="withdraw_idea"),
    path(f"{IDEA}soutenir/", acting.support, name="support_idea"),
    path(f"{IDEA}reexamen/", acting.review, name="review_idea"),
    path(f"{IDEA}perimetre/", acting.scope, name="scope_of_idea"),
]
