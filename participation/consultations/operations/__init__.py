"""What can happen to a consultation. Other concepts ask ``require`` and ``require_eligible`` before they write."""

from participation.consultations.operations.gates import (
    NotEligible as NotEligible,
)
from participation.consultations.operations.gates import (
    NotWelcome as NotWelcome,
)
from participation.consultations.operations.gates import (
    declare as declare,
)
from participation.consultations.operations.gates import (
    missing_for as missing_for,
)
from participation.consultations.operations.gates import (
    require as require,
)
from participation.consultations.operations.gates import (
    require_eligible as require_eligible,
)
from participation.consultations.operations.gates import (
    standing_of as standing_of,
)
from participation.consultations.operations.sealing import seal_rules as seal_rules
