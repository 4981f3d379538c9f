"""What the settings promise before anything runs."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

KEYS = ("TESTING", "SECRET_KEY", "ROLL_KEY", "LOG_KEY")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python as a deployment would, without what the tests set."""
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
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
    assert run("-c", "import crois_sens.wsgi", SECRET_KEY="s" * 60, ROLL_KEY="r" * 60, LOG_KEY="l" * 60).returncode == 0


@pytest.mark.parametrize("given", ["ROLL_KEY", "LOG_KEY"])
def test_the_rolls_and_the_log_have_keys_of_their_own(given):
    served = run("-c", "import crois_sens.wsgi", SECRET_KEY="s" * 60, **{given: "k" * 60})

    assert served.returncode != 0
    assert "ROLL_KEY and LOG_KEY must be set" in served.stderr


def test_counting_a_file_needs_neither_secret_nor_database():
    assert run("manage.py", "tally", "--help").returncode == 0
