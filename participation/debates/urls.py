"""Addresses of a debate, below its idea."""

from django.urls import path

from participation.debates import views
from participation.proposals.urls import IDEA

urlpatterns = [
    path(f"{IDEA}commenter/", views.comment, name="comment_idea"),
    path(f"{IDEA}commenter/<uuid:answering>/", views.comment, name="answer_comment"),
    path(f"{IDEA}commentaires/<uuid:comment>/signaler/", views.report, name="report_comment"),
    path(f"{IDEA}commentaires/<uuid:comment>/retirer/", views.take_back, name="withdraw_comment"),
]
