"""Who gets what: accounts that look like one person's, and the commission's decision."""

from django.utils import timezone

from participation.ballots.models import Elector
from participation.clusters.models import Cluster, ClusterMember
from participation.clusters.operations import decide_cluster
from participation.tests.access.ballots import running
from participation.tests.factories.consultations import publisher
from territories.tests.factories.access import Row, World, admin_answers, admin_rows, only


def cluster(world: World) -> Cluster:
    """A cluster of a running vote of the area."""
    poll = running(world)
    return Cluster.objects.create(consultation=poll.consultation, poll=poll, found_at=timezone.now())


def decided(world: World) -> Cluster:
    """A cluster of a running vote of the area, the resident's account in it, that the commission has decided."""
    found, now = cluster(world), timezone.now()
    common = {"consultation": found.consultation, "poll": found.poll}
    elector = Elector.objects.create(**common, key_hmac="0" * 64, participant=world.users["resident"].participant)
    ClusterMember.objects.create(**common, cluster=found, elector=elector)
    decide_cluster(cluster=found, verdict="one", reason="Adresses numérotées", by=publisher(), at=now)
    return found


JUDGES = "manager commission"

ROWS = [
    *admin_rows("participation_cluster", see=JUDGES, adds=False, make=lambda world: {"object_id": cluster(world).pk}),
    Row(
        "admin:participation_cluster_step",
        admin_answers({*JUDGES.split(), "administrator"}, elsewhere=404, refused=404),
        make=lambda world: {"pk": cluster(world).pk, "step": "juger"},
    ),
    Row(
        "admin:participation_cluster_step",
        admin_answers({*JUDGES.split(), "administrator"}, elsewhere=404, refused=404),
        case="repondre",
        make=lambda world: {"pk": decided(world).pk, "step": "repondre"},
    ),
    Row(
        "participation:contest_decision",
        only("resident") | {"anonymous": 302, "administrator": 404},
        make=lambda world: {"slug": decided(world).poll.slug},
    ),
]
