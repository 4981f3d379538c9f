#!/usr/bin/env python3
"""Django's command line; ``python3 dev.py run`` is the way in for newcomers."""

import contextlib
import os
import sys

from crois_sens.launcher.environment import house, is_ours
from crois_sens.launcher.places import Trouble


def main() -> None:
    """Run one management command, with the servers of the launcher unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("manage.py: this Python has no Django; python3 dev.py manage … uses the one that has it.")
    try:
        with house(sys.argv[1:]) if is_ours() else contextlib.nullcontext():
            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        sys.exit(f"manage.py: {trouble}")


if __name__ == "__main__":
    main()
