"""Debates: comments on ideas, one level of replies, reports and moderation with a reason.

``post_comment`` → maybe ``report_comment`` → ``hide_comment`` or ``dismiss_reports``. A hidden comment leaves its place
and its reason, so that a thread stays readable.
"""
