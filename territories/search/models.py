"""What the search knows: a document for each public row, and each word that stands in them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F


class SearchDocument(models.Model):
    """The words of one public row. Triggers write it (see ``triggers.py``), no Python does."""

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    #: The folded title; ordered byte by byte, so that one index answers « begins with ».
    key = models.CharField(max_length=200, db_collation="C")
    area = models.ForeignKey("territories.Area", models.CASCADE, null=True, related_name="+")
    themes = ArrayField(models.BigIntegerField(), default=list)
    happened_at = models.DateTimeField()
    #: A digest of all that the document was made of: a row that was written without changing it costs nothing more.
    made_of = models.CharField(max_length=32)
    title_words = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]
        indexes = [
            # Without a list of pending entries, which each search would have to read as well.
            GinIndex(fields=["title_words"], name="search_title_words", fastupdate=False),
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GinIndex(fields=["themes"], name="search_themes"),
            models.Index(fields=["key", "id"], name="search_key"),
            models.Index(F("happened_at").desc(), F("id").desc(), name="search_newest"),
            models.Index(F("kind"), F("happened_at").desc(), F("id").desc(), name="search_newest_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchWord(models.Model):
    """A stem that stands in documents: what a mistyped word may have meant."""

    stem = models.CharField(primary_key=True, max_length=40, db_collation="C")
    documents = models.PositiveIntegerField()

    class Meta:
        indexes = [GistIndex(OpClass("stem", name="gist_trgm_ops"), name="search_word_trgm")]

    def __str__(self) -> str:
        return self.stem
