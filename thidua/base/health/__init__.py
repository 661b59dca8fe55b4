"""How the installation stands, for operators at the command line and on the screen."""

from thidua.base.health.checks import examine
from thidua.base.health.findings import Finding, Level

__all__ = ["Finding", "Level", "examine"]
