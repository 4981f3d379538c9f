"""Who gets what of reports: the team of the territory until one is published, then everyone."""

from participation.reports.operations import ask_report, build_next, publish_report
from participation.tests.factories.consultations import NOW, make_consultation, publisher
from territories.tests.factories.access import PUBLIC, Row, World, api_rows, only


def asked(world: World) -> dict:
    consultation = make_consultation(area=world.commune)
    report = ask_report(consultation=consultation, by=publisher(), at=NOW)
    return {"public_id": report.public_id}


def ready(world: World) -> dict:
    asked(world)
    return {"public_id": build_next(at=NOW).public_id}


def published(world: World) -> dict:
    asked(world)
    report = build_next(at=NOW)
    publish_report(report=report, by=publisher(), at=NOW)
    return {"public_id": report.public_id}


ROWS = [
    Row("participation:report", only("manager"), make=asked, case="in the making"),
    Row("participation:report", only("manager"), make=ready, case="ready"),
    Row("participation:report", PUBLIC, make=published, case="published"),
    Row("participation:report-publish", only("manager", status=302), make=ready, method="post"),
    Row(
        "participation:report-ask",
        only("manager", status=302),
        make=lambda world: {"slug": make_consultation(area=world.commune).slug},
        method="post",
    ),
    *api_rows("report", make=published),
]
