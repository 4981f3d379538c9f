"""A crowd's bundle, packed and recounted by the one-file program as anybody would on their own machine."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.votes.stage import Row, row, timed

#: Seconds within which anybody recounts a hundred thousand ballots.
MOST_SECONDS = 600.0


def recount_of(poll) -> list[Row]:
    """Publish a counted poll, build its bundle and recount it."""
    from django.test import override_settings
    from django.utils import timezone

    from participation.ballots.bundle.content import RECOUNT
    from participation.ballots.models import Counted
    from participation.ballots.operations import build_next_bundle, certify_poll, publish_result
    from territories.accounts.models import User

    by, now = User.objects.get(email="banc@exemple.fr"), timezone.now()
    certify_poll(poll=poll, by=by, at=now)
    publish_result(poll=poll, by=by, at=now)
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        bundle, packing = timed(lambda: build_next_bundle(at=now))
        bundle.refresh_from_db()
        kept = Path(folder) / "dossier.zip"
        kept.write_bytes(bundle.zip.file.read())
        command = [sys.executable, "-I", str(RECOUNT), str(kept), "--root", bundle.root]
        told, seconds = timed(lambda: subprocess.run(command, capture_output=True, text=True, check=False))
    ballots = Counted.objects.filter(poll=poll).count()
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr
    assert f"{ballots} ballots" in told.stdout, told.stdout[:2000]
    return [
        row(f"{ballots:,} ballots: pack the bundle", packing, "s"),
        row(f"{ballots:,} ballots: recount.py on the bundle", seconds, "s", MOST_SECONDS),
    ]
