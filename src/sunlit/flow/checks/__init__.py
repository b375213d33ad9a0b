"""What must hold before a version may be published, each answer naming the step."""

from sunlit.flow.checks.courses import Courses, explored
from sunlit.flow.checks.problem import Problem
from sunlit.flow.checks.publishing import publishable
from sunlit.flow.checks.soundness import sound
from sunlit.flow.checks.statutory import statutory_order

__all__ = ["Courses", "Problem", "explored", "publishable", "sound", "statutory_order"]
