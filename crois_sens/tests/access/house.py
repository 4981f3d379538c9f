"""Who gets what: the frame of the house, the admin's own pages, the machinery."""

from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from territories.tests.factories.access import PUBLIC, STAFF, Row, admin_answers, everybody, superuser_rows

STAFF_ONLY = admin_answers(STAFF)


def make_interval(world) -> dict:
    """A schedule of every hour."""
    return {"object_id": IntervalSchedule.objects.create(every=1, period="hours").pk}


def make_crontab(world) -> dict:
    """A schedule of every night."""
    return {"object_id": CrontabSchedule.objects.create(hour="2").pk}


def make_periodic_task(world) -> dict:
    """A job with its schedule."""
    interval = IntervalSchedule.objects.create(every=1, period="hours")
    return {"object_id": PeriodicTask.objects.create(name="essai", task="essai", interval=interval).pk}


NOTHING = {"content_type_id": 0, "object_id": 0}

ROWS = [
    Row("home", PUBLIC),
    Row("favicon", everybody(302)),
    Row("health", PUBLIC),
    Row("api-root", PUBLIC),
    Row("api-schema", PUBLIC),
    Row("api-docs", PUBLIC),
    Row("api-trial", PUBLIC),
    Row("admin:index", STAFF_ONLY),
    Row("admin:app_list", STAFF_ONLY, make=lambda world: {"app_label": "territories"}),
    Row("admin/login/", everybody(302) | {"resident": 403, "partner": 403}),
    Row("admin:login", everybody(302) | {"resident": 403, "partner": 403}),
    Row("admin:logout", everybody(302)),
    Row("admin:password_change", everybody(302)),
    Row("admin:password_change_done", STAFF_ONLY),
    Row(
        "admin:view_on_site", admin_answers(STAFF, found=404), make=lambda world: {"content_type_id": 0, "object_id": 0}
    ),
    Row("admin:autocomplete", admin_answers(set())),
    Row("admin:jsi18n", STAFF_ONLY),
    Row("admin:search", STAFF_ONLY),
    *superuser_rows("django_celery_beat_periodictask", make=make_periodic_task),
    *superuser_rows("django_celery_beat_crontabschedule", make=make_crontab),
    *superuser_rows("django_celery_beat_intervalschedule", make=make_interval),
]
