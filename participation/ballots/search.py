"""How the search finds votes, by their question, their consultation and the projects on their ballot."""

from django.utils.translation import gettext_lazy as _

from participation.ballots.models import Poll
from territories.search.sources import Source

# What is on a sealed ballot changes by a new version of the poll only, which its own trigger sees.
ROWS = """
SELECT one.id, concat_ws(' · ', asked.title, one.question), one.text,
       (SELECT string_agg(title, ' ' ORDER BY no) FROM participation_choice WHERE poll_id = one.id), asked.area_id,
       ARRAY(SELECT theme_id FROM participation_consultation_themes WHERE consultation_id = asked.id), one.opens_at
  FROM participation_poll AS one JOIN participation_consultation AS asked ON asked.id = one.consultation_id
 WHERE one.id = ANY($1) AND one.sealed_at IS NOT NULL AND asked.published_at IS NOT NULL
"""
POLLS_OF_CHANGED = """
SELECT id FROM participation_poll WHERE consultation_id IN (SELECT consultation_id FROM changed)
"""
POLLS = Source(
    "poll",
    Poll,
    _("Vote"),
    _("Votes"),
    title=lambda row: f"{row.consultation.title} · {row.question}",
    text=lambda row: row.text or row.consultation.summary,
    at=lambda row: row.opens_at,
    area=lambda row: row.consultation.area,
    related=("consultation__area",),
)
