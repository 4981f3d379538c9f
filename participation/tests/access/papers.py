"""Who gets the papers of a vote: only those who run it; letters hold addresses."""

from participation.tests.access.ballots import at, draft, running, told, with_urn
from territories.tests.factories.access import Row, everybody, only

ROWS = [
    *(
        Row("participation:paper", only("manager"), case=kind, make=at(running, kind=kind))
        for kind in ("affiche", "catalogue")
    ),
    *(
        Row("participation:paper", only("manager"), case=kind, make=at(with_urn, kind=kind))
        for kind in ("bulletin", "emargement", "depouillement")
    ),
    *(
        Row("participation:paper", only("manager"), case=kind, make=at(told, kind=kind))
        for kind in ("proces-verbal", "lettres")
    ),
    Row("participation:paper", everybody(404), case="too early", make=at(running, kind="lettres")),
    Row("participation:paper", everybody(404), case="draft", make=at(draft, kind="affiche")),
]
