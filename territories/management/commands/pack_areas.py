"""``manage.py pack_areas``: write the compact map that the repository ships, from a newer package and centres."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from territories.areas.sources import DATA, pack, read_centres, read_package


class Command(BaseCommand):
    help = "Écrit la carte compacte du dépôt à partir d’un paquet @etalab/decoupage-administratif."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="Dossier « data » du paquet.")
        parser.add_argument("centres", type=Path, help="Table compressée code, lat, lon des centres de communes.")
        parser.add_argument("--year", type=int, required=True, help="Année du paquet.")
        parser.add_argument("--to", type=Path, default=DATA, help="Dossier à écrire.")

    def handle(self, *, source: Path, centres: Path, year: int, to: Path, **options) -> None:
        areas = read_package(source, year=year)
        target = pack(areas, read_centres(centres), to)
        self.stdout.write(f"{len(areas)} territoires, {target.stat().st_size} octets : {target}")
