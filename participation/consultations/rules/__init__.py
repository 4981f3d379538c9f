"""Pure decisions about consultations: no Django, no clock; start at ``calendar``, where time becomes a state."""

from participation.consultations.rules.calendar import (
    WELCOMES as WELCOMES,
)
from participation.consultations.rules.calendar import (
    PhaseState as PhaseState,
)
from participation.consultations.rules.calendar import (
    Span as Span,
)
from participation.consultations.rules.calendar import (
    State as State,
)
from participation.consultations.rules.calendar import (
    Welcome as Welcome,
)
from participation.consultations.rules.calendar import (
    Window as Window,
)
from participation.consultations.rules.calendar import (
    kinds_welcoming as kinds_welcoming,
)
from participation.consultations.rules.calendar import (
    phase_state as phase_state,
)
from participation.consultations.rules.calendar import (
    state_of as state_of,
)
from participation.consultations.rules.calendar import (
    window as window,
)
