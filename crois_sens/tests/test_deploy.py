"""The guide in ``deploy/`` and the settings speak of the same things."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

DEPLOY = Path(settings.BASE_DIR) / "deploy"
SETTINGS = (Path(settings.BASE_DIR) / "crois_sens" / "settings.py").read_text(encoding="utf-8")


def example() -> dict[str, str]:
    """Return the settings of the example, filled in."""
    lines = (DEPLOY / "crois-sens.env").read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: value.replace("FILL-IN", f"{name}-of-a-test-{'x7Yq' * 15}") for name, value in pairs.items()}


def in_service(*command: str) -> subprocess.CompletedProcess:
    """Run Python with the settings of the example alone."""
    env = {"PATH": os.environ["PATH"], **example()}
    return subprocess.run(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )


def test_the_example_sets_only_what_is_read():
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"(\w+)\"", SETTINGS))

    assert set(example()) - read == set()


def test_the_example_passes_the_checks_of_a_deployment():
    checked = in_service("manage.py", "check", "--deploy", "--fail-level=WARNING")

    assert checked.returncode == 0, checked.stderr


def test_the_example_serves():
    assert in_service("-c", "import crois_sens.wsgi").returncode == 0


def test_the_services_start_what_exists():
    for service in DEPLOY.glob("*.service"):
        text = service.read_text(encoding="utf-8")
        for module in re.findall(r"\b(crois_sens\.\w+)\b", text):
            assert (Path(settings.BASE_DIR) / (module.replace(".", "/") + ".py")).exists(), service.name


def test_the_guide_names_only_files_that_exist():
    guide = (DEPLOY / "README.md").read_text(encoding="utf-8")

    for name in re.findall(r"app/deploy/([\w.-]+)", guide):
        assert (DEPLOY / name).exists(), name
