"""The checks: what an annual report is held to, by law, form, local notice and practice.

A check that is broken is reported and never repaired: many are broken in the published original.
Each ends as passed, broken, doubtful, explained or not evaluable, because blank is not zero and
what is not printed says nothing.
"""

from govreport.checks.items import Broken, NotConcerned, Unknown
from govreport.checks.organ import Organ, organ_of
from govreport.checks.pairing import pairs
from govreport.checks.parameters import MonthDay, Names, Share
from govreport.checks.profile import (
    Profile,
    ProfileError,
    Setting,
    profile,
    shipped_profiles,
)
from govreport.checks.registry import Check, CheckGroup, broken_groups, checks
from govreport.checks.running import (
    Examination,
    NotComparable,
    check,
    check_peers,
    check_region,
    compare,
    examined,
    summary,
)
from govreport.checks.subject import Subject
from govreport.checks.suggesting import Suggestion, suggest

__all__ = [
    "Broken",
    "Check",
    "CheckGroup",
    "Examination",
    "MonthDay",
    "Names",
    "NotComparable",
    "NotConcerned",
    "Organ",
    "Profile",
    "ProfileError",
    "Setting",
    "Share",
    "Subject",
    "Suggestion",
    "Unknown",
    "broken_groups",
    "check",
    "check_peers",
    "check_region",
    "checks",
    "compare",
    "examined",
    "organ_of",
    "pairs",
    "profile",
    "shipped_profiles",
    "suggest",
    "summary",
]
