"""What is kept about inspections: plans, visits, findings, what is to be mended."""

from thidua.subjects.inspections.models.findings import (
    Finding,
    FindingPicture,
    FindingVersion,
    Minutes,
)
from thidua.subjects.inspections.models.following import FollowUp, Proof
from thidua.subjects.inspections.models.plans import Candidate, InspectionPlan, OutlineItem
from thidua.subjects.inspections.models.visits import SelfAnswer, SelfCheck, TeamMember, Visit

__all__ = [
    "Candidate",
    "Finding",
    "FindingPicture",
    "FindingVersion",
    "FollowUp",
    "InspectionPlan",
    "Minutes",
    "OutlineItem",
    "Proof",
    "SelfAnswer",
    "SelfCheck",
    "TeamMember",
    "Visit",
]
