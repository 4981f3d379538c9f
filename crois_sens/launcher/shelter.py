"""As root, in a folder closed to others: a place of its own for the user that PostgreSQL runs as.

Each checkout has one folder under ``/var/lib/crois-sens``; the folders of checkouts that are gone are swept.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from crois_sens.launcher.places import ROOT, Trouble, folder

SHELTERS = Path("/var/lib/crois-sens")


def user_may_enter(user: pwd.struct_passwd, path: Path) -> bool:
    """Tell whether a user may enter a folder and read in it, by trying: so that ACLs and mounts count too."""
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd -- "$1" && test -r .', "sh", str(path)],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": os.defpath},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return tried.returncode == 0


def shelter_of(home: Path) -> Path:
    """Return the place that stands for a closed folder under ``var/``; it is made when asked for first.

    :raises Trouble: when somebody else made it: what lies there cannot be trusted.
    """
    mine = SHELTERS / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    if not mine.exists():
        _sweep()
    for path in (SHELTERS, mine):
        folder(path)
        if path.is_symlink() or path.stat().st_uid != os.geteuid():
            raise Trouble(f"{path} belongs to somebody else: move it away")
    (mine / "checkout").write_text(str(ROOT), encoding="utf-8")
    return folder(mine / home.name)


def _sweep() -> None:
    """Remove the shelters of checkouts that are no longer there."""
    for note in SHELTERS.glob("*/checkout"):
        if not Path(note.read_text(encoding="utf-8")).exists():
            shutil.rmtree(note.parent)


def copy_for_others(source: Path, target: Path, parts: Iterable[str]) -> None:
    """Copy folders so that every user may read and run what they hold, in one step."""
    draft = target.with_name(f"{target.name}-being-made")
    if draft.exists():
        shutil.rmtree(draft)
    for part in parts:
        shutil.copytree(source / part, draft / part, symlinks=True, ignore=shutil.ignore_patterns("*.a"))
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
    draft.rename(target)
