"""The commands of ``dev.py``."""

import argparse
import os
import sys

from crois_sens.launcher.environment import house
from crois_sens.launcher.places import ROOT, Trouble
from crois_sens.launcher.run import run
from crois_sens.launcher.servers import borrowed


def test(arguments: list[str]) -> None:
    """Become pytest, which gets its servers from our plugin; tests are dealt out one by one to its two workers."""
    os.chdir(ROOT)
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup"]
    os.execv(sys.executable, [*pytest, *arguments])


def manage(arguments: list[str]) -> int:
    """Run a command of ``manage.py`` in the environment of ``dev.py run``."""
    with house(arguments):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
        from django.core.management import execute_from_command_line

        execute_from_command_line(["manage.py", *arguments])
    return 0


def demo(arguments: list[str]) -> int:
    """Load the demonstration; a reset empties the schedule of a running beat too, so it is written anew."""
    with house(["demo", *arguments]):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crois_sens.settings")
        from django.core.management import execute_from_command_line

        execute_from_command_line(["manage.py", "demo", *arguments])
        from crois_sens.ticks import declared_ticks, sync_ticks  # its tables want Django set up

        sync_ticks(declared_ticks())
    return 0


def bench(arguments: list[str]) -> int:
    """Measure what ``benchmarks/`` holds."""
    from crois_sens.launcher.bench import main as measure

    with borrowed(os.environ) as servers:
        os.environ.update(servers)
        return measure(arguments)


def main(words: list[str]) -> int:
    """Understand a command line and do what it says."""
    parser = argparse.ArgumentParser(prog="dev.py", description="The commands of the Crois/Sens platform.")
    choose = parser.add_subparsers(dest="command", required=True)
    choose.add_parser("run", help="start everything, print the address, stop everything on Ctrl-C (PORT=8000)")
    choose.add_parser("test", help="run every test; further words go to pytest", add_help=False)
    choose.add_parser("bench", help="run the benchmarks; further words choose some by name", add_help=False)
    choose.add_parser("demo", help="load the demonstration; --reset throws the old one away first", add_help=False)
    choose.add_parser("manage", help="any command of manage.py, with the servers and keys of run", add_help=False)
    asked, rest = parser.parse_known_args(words[:1]), words[1:]
    try:
        match asked[0].command:
            case "run":
                parser.parse_args(words)
                return run() or 0
            case "test":
                test(rest)
            case "bench":
                return bench(rest)
            case "demo":
                return demo(rest)
            case "manage":
                return manage(rest)
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
    return 1
