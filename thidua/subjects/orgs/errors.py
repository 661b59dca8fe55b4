"""Why a change of units is refused."""

from thidua.base.errors import Refusal


class OverlappingVersions(Refusal):
    """One unit would have two descriptions on one day."""


class UnknownUnit(Refusal):
    """The unit does not stand on the day that was asked."""


class WrongOrder(Refusal):
    """The act contradicts what was already recorded for these units."""


class CannotUndo(Refusal):
    """The act took effect, or something was built on it."""
