"""Jobs of the search."""

from celery import shared_task

from territories.search.documents import renew_documents
from territories.search.words import learn_words


@shared_task(name="territories.learn_search_words")
def learn_search_words(**_from_newer_publishers) -> None:
    """Keep the list of words that exist, from which mistyped ones are corrected."""
    learn_words()


@shared_task(name="territories.renew_search_documents")
def renew_search_documents(**_from_newer_publishers) -> None:
    """Once a night, compare every document with its row."""
    renew_documents()
