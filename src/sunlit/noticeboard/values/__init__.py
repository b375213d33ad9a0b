"""What the public may see, field by field: the whitelist itself. What has no field here cannot leave.

`publication` fills these, `portal` reads them; both sides go through `kernel.plain`.
"""

from sunlit.noticeboard.values.asking import (
    PublicAnswer,
    PublicComments,
    PublicDraft,
)
from sunlit.noticeboard.values.flows import (
    PublicChart,
    PublicFlow,
    PublicFlowStep,
    PublicWay,
)
from sunlit.noticeboard.values.holding import (
    Held,
    Kind,
    PublicSite,
)
from sunlit.noticeboard.values.powers import (
    PublicArticle,
    PublicBasis,
    PublicChange,
    PublicChannel,
    PublicDiscretion,
    PublicFee,
    PublicForm,
    PublicLaw,
    PublicMaterial,
    PublicPostName,
    PublicPower,
    PublicRemedies,
    PublicResult,
    PublicResultRow,
    PublicStep,
    PublicTerm,
    PublicUnit,
)

__all__ = [
    "Held",
    "Kind",
    "PublicAnswer",
    "PublicArticle",
    "PublicBasis",
    "PublicChange",
    "PublicChannel",
    "PublicChart",
    "PublicComments",
    "PublicDiscretion",
    "PublicDraft",
    "PublicFee",
    "PublicFlow",
    "PublicFlowStep",
    "PublicForm",
    "PublicLaw",
    "PublicMaterial",
    "PublicPostName",
    "PublicPower",
    "PublicRemedies",
    "PublicResult",
    "PublicResultRow",
    "PublicSite",
    "PublicStep",
    "PublicTerm",
    "PublicUnit",
    "PublicWay",
]
