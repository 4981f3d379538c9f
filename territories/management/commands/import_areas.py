"""``manage.py import_areas``: bring the official map of France into the database, or up to date."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crois_sens.kernel.refusals import Refusal
from territories.areas.models import Area
from territories.areas.official import BrokenMap, apply_moves, complete, outline_of_merged
from territories.areas.operations import import_map
from territories.areas.sources import SHIPPED_YEAR, read_moves, read_outlines, read_package, read_shipped


@contextmanager
def without_collector() -> Iterator[None]:
    """Let no garbage collector walk, again and again, through a map that is all still needed: half the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Command(BaseCommand):
    help = "Importe la carte officielle : régions, départements, intercommunalités, communes, outre-mer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", type=Path, help="Dossier « data » d’un paquet @etalab/decoupage-administratif.")
        parser.add_argument(
            "--year", type=int, help=f"Année de la carte ; {SHIPPED_YEAR} sans --source, où elle est obligatoire."
        )

    def handle(self, *, source: Path | None, year: int | None, **options) -> None:
        if source is not None and year is None:
            raise CommandError("Avec --source, donnez aussi --year : l’année de cette carte.")
        started = perf_counter()
        year = year or SHIPPED_YEAR
        try:
            with without_collector():
                areas, outlines = self.read(source, year)
                report = import_map(areas=areas, outlines=outlines, year=year, at=timezone.now())
        except (OSError, KeyError, BrokenMap) as error:
            raise CommandError(f"Ce dossier n’est pas une carte que je sais lire : {error}") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        counts = ", ".join(f"{kind} {number}" for kind, number in self.counts().items())
        self.stdout.write(
            f"Carte {year} : {report.created} nouveaux, {report.changed} modifiés, {report.vanished} disparus, "
            f"{report.outlines} contours, en {perf_counter() - started:.1f} s ({counts})."
        )

    def read(self, source: Path | None, year: int):
        """Read the map of that year and its outlines, with the moves between EPCI that the files do not know yet."""
        shipped = read_shipped()
        homes = {area.code: area.epci for area in shipped if area.kind == "commune"}
        areas = read_package(source, year=year, shipped=shipped) if source else shipped
        if year >= SHIPPED_YEAR:
            areas = apply_moves(areas, read_moves())
        areas, outlines = complete(areas), read_outlines()
        return areas, outlines | outline_of_merged(areas, outlines, homes)

    def counts(self) -> dict[str, int]:
        """Count the areas of today by nature."""
        kinds = Area.objects.current().order_by("kind").values_list("kind", flat=True)
        return {kind: kinds.filter(kind=kind).count() for kind in kinds.distinct()}
