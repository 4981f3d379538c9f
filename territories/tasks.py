"""Jobs of territories, gathered from its concepts for the worker to find, and when beat ticks for them."""

from celery.schedules import crontab

from territories.accounts.tasks import build_exports as build_exports
from territories.accounts.tasks import tidy_accounts as tidy_accounts
from territories.notices.tasks import deliver_notices as deliver_notices
from territories.search.tasks import learn_search_words as learn_search_words
from territories.search.tasks import renew_search_documents as renew_search_documents

#: Name of a job → seconds between two ticks, or a crontab in UTC.
TICKS = {
    "territories.deliver_notices": 5.0,
    "territories.build_exports": 5.0,
    "territories.learn_search_words": 600.0,
    "territories.renew_search_documents": crontab(hour=3, minute=15),
    "territories.tidy_accounts": crontab(hour=2, minute=30),
}
