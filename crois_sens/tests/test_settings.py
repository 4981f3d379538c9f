"""What the settings promise before anything runs."""

import os
import subprocess
import sys

from django.conf import settings


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python as a deployment would, without what the tests set."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TESTING", "SECRET_KEY", "ROLL_KEY")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**kept, "DATABASE_URL": "postgres://nobody@localhost:1/none", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deployment_without_secrets_does_not_serve():
    served = run("-c", "import crois_sens.wsgi")

    assert served.returncode != 0
    assert "SECRET_KEY" in served.stderr


def test_a_deployment_with_secrets_serves():
    assert run("-c", "import crois_sens.wsgi", SECRET_KEY="s" * 60, ROLL_KEY="r" * 60).returncode == 0


def test_the_key_of_the_rolls_is_a_key_of_its_own():
    served = run("-c", "import crois_sens.wsgi", SECRET_KEY="s" * 60)

    assert served.returncode != 0
    assert "ROLL_KEY" in served.stderr


def test_counting_a_file_needs_neither_secret_nor_database():
    assert run("manage.py", "tally", "--help").returncode == 0
