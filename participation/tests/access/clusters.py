"""Who gets what: accounts that look like one person's, and the commission's decision."""

from django.utils import timezone

from participation.clusters.models import Cluster
from participation.tests.access.ballots import running
from territories.tests.factories.access import Row, World, admin_answers, admin_rows


def cluster(world: World) -> Cluster:
    """A cluster of a running vote of the area."""
    poll = running(world)
    return Cluster.objects.create(consultation=poll.consultation, poll=poll, found_at=timezone.now())


JUDGES = "manager commission"

ROWS = [
    *admin_rows("participation_cluster", see=JUDGES, adds=False, make=lambda world: {"object_id": cluster(world).pk}),
    Row(
        "admin:participation_cluster_step",
        admin_answers({*JUDGES.split(), "administrator"}, elsewhere=404, refused=404),
        make=lambda world: {"pk": cluster(world).pk, "step": "juger"},
    ),
]
