"""Clusters said in French: their signs, and the motive that stands on a result."""

from django.utils.translation import gettext_lazy as _

from participation.clusters.models import Cluster, ClusterMember
from participation.clusters.rules import Sign
from territories.instance.templatetags.house import moment

SIGNS = {
    Sign.ALIKE: _("des adresses qui ne diffèrent que par leurs chiffres : %(value)s"),
    Sign.DOMAIN: _("le même domaine, qui n’est pas celui d’un fournisseur courant : %(value)s"),
    Sign.IN_A_ROW: _("des comptes créés à la suite, en %(value)s minutes"),
}


def signs_told(cluster: Cluster) -> list[str]:
    """Say what the accounts of a cluster have in common."""
    return [str(SIGNS[Sign(sign)]) % {"value": value} for sign, value in cluster.signs]


def masked(address: str) -> str:
    """Write an address so that two of them can be compared and none can be written to.

    >>> masked("angela.dubois@domaine.example")
    'an…s@domaine.example'
    """
    local, _at, domain = address.rpartition("@")
    return f"{local[:2]}…{local[-1:]}@{domain}"


def account_told(member: ClusterMember, zone: str) -> str:
    """Tell an account by its masked address and the moment it was made."""
    user = getattr(member.elector.participant, "user", None)
    return f"{masked(user.email)} · {moment(user.date_joined, zone)}" if user else str(_("compte fermé depuis"))
