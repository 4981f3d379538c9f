"""The shape of the house, checked: nobody looks upstairs, rules stay pure, and no room outgrows its walls."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["crois_sens.kernel", "territories", "projects", "seminars", "participation", "crois_sens"]
APPS = FLOORS[1:-1]
FRAMEWORKS = {"django", "rest_framework", "celery", "allauth", "unfold"}
#: Walls of the rooms, with some air above what DESIGN calls habitable (300, 30 and 120).
MOST_LINES, MOST_LINES_OF_FUNCTION, MOST_LINES_OF_TEMPLATE = 300, 45, 160
#: Programs that people download run alone, in one file, whatever its length.
DOWNLOADED = ROOT / "participation/ballots/tools"
#: Beside an app's concepts: what gathers them, what Django looks for, and their tests.
FURNITURE = {"management", "migrations", "tests", "templatetags", "data", "locale"}

MODULES = [
    path for floor in FLOORS[1:] for path in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in path.parts
]
SHIPPED = [path for path in MODULES if "tests" not in path.relative_to(ROOT).parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def floor_of(module: str) -> int | None:
    """Return the lowest floor this module belongs to; outsiders have none."""
    homes = (level for level, floor in enumerate(FLOORS) if f"{module}.".startswith(f"{floor}."))
    return next(homes, None)


def imported_by(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_pure(path: Path) -> bool:
    """Tell whether a module belongs to the kernel or to the rules of a concept."""
    inside = path.relative_to(ROOT).parts
    return inside[:2] == ("crois_sens", "kernel") or path.name == "rules.py" or "rules" in inside[:-1]


def test_the_stairs_have_all_floors():
    assert all((ROOT / floor.replace(".", "/")).is_dir() for floor in FLOORS)


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_nobody_looks_upstairs(path):
    here = floor_of(name_of(path))

    assert [name for name in sorted(imported_by(path)) if (floor_of(name) or 0) > here] == []


@pytest.mark.parametrize("path", [path for path in MODULES if "tests" in path.parts], ids=name_of)
def test_tests_write_imports_in_full(path):
    assert imported_by(path) is not None


@pytest.mark.parametrize("path", [path for path in SHIPPED if is_pure(path)], ids=name_of)
def test_rules_and_the_kernel_meet_no_framework(path):
    assert not {name.split(".")[0] for name in imported_by(path)} & FRAMEWORKS


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.name in ("rules.py", "models.py")], ids=name_of)
def test_the_clock_is_passed_down(path):
    """Rules and models never ask what time it is; views, tasks and the admin do."""
    asked = {
        node.func.attr
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert not asked & {"now", "utcnow", "today", "localdate"}


@pytest.mark.parametrize("path", [path for path in SHIPPED if DOWNLOADED not in path.parents], ids=name_of)
def test_modules_fit_their_room(path):
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_functions_fit_a_page(path):
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    assert [one.name for one in functions if one.end_lineno - one.lineno > MOST_LINES_OF_FUNCTION] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_fit_their_frame(path):
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES_OF_TEMPLATE


@pytest.mark.parametrize("app", APPS)
def test_every_concept_has_a_plaque_on_its_door(app):
    """A package says in its docstring what it is about."""
    doors = [path / "__init__.py" for path in (ROOT / app).iterdir() if path.is_dir() and path.name not in FURNITURE]
    plaques = {door.parent.name: ast.get_docstring(tree_of(door)) for door in doors if door.exists()}

    assert plaques
    assert [name for name, plaque in plaques.items() if not plaque] == []


def test_the_web_does_not_start_celery():
    code = "import crois_sens.wsgi, crois_sens.urls, sys; sys.exit('crois_sens.celery' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_importing_the_project_imports_no_framework():
    code = f"import crois_sens, sys; sys.exit(bool({FRAMEWORKS!r} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
