"""What may be seen of lists handed in and of powers: one module a noun."""

from sunlit.catalogue.queries.at_hand import (
    OnRecord,
    OwnDraft,
    codes_of,
    count_held,
    count_own_drafts,
    count_places,
    on_record,
    own_drafts,
    recorded,
)
from sunlit.catalogue.queries.attached import FileSeen, attached, attachment, samples
from sunlit.catalogue.queries.checking import Checked, Pointed, checked
from sunlit.catalogue.queries.doing import (
    Allowed,
    Meter,
    allowed,
    completeness,
    drafts_own,
    drafts_units,
    files,
    files_any,
    filled_from_library,
    hands_in,
    reads,
    reads_units,
    units_drafted,
    units_readable,
    with_basis,
)
from sunlit.catalogue.queries.duties import DutyBecame, DutyMet, Explained, Matrix, PowerMet, duties_became, duty_matrix
from sunlit.catalogue.queries.forms import form_rows
from sunlit.catalogue.queries.found import (
    Choice,
    FindingSeen,
    FindingsPage,
    Narrowed,
    finding,
    findings,
    open_by_severity,
)
from sunlit.catalogue.queries.gaps import AnswerSeen, GapsSeen, ProvidedSeen, gaps
from sunlit.catalogue.queries.handed_in import (
    CheckSeen,
    Resting,
    SubmissionSeen,
    UnreadSeen,
    files_of,
    known_files,
    resting_on,
    submission,
    submissions,
    unread,
)
from sunlit.catalogue.queries.held_text import BasisHeld, bases_held
from sunlit.catalogue.queries.living import count_on_record, editions_on_record, held_under, model_named
from sunlit.catalogue.queries.loadings import (
    LoadingNow,
    LoadingSeen,
    RowsPage,
    StagedSeen,
    files_loaded,
    loading,
    loading_now,
    loadings,
    staged,
)
from sunlit.catalogue.queries.marked import LawMark, marks_of, marks_on_record
from sunlit.catalogue.queries.outcomes import Outcome, outcomes_between
from sunlit.catalogue.queries.powers import (
    catalogue_on,
    changes_between,
    contents_differ,
    count_due,
    count_unpublished,
    difference,
    drafts,
    due_for_review,
    edition,
    editions,
    fields_differ,
    for_publication,
    last_names,
    power,
    powers,
    powers_by_article,
    standing_of,
    unpublished,
)
from sunlit.catalogue.queries.publishing import changing_between, open_to_society, placeholders, shown_by_unit
from sunlit.catalogue.queries.remedies import remedies_proposed, with_remedies
from sunlit.catalogue.queries.succeeding import Succession, succeeded, successions
from sunlit.catalogue.queries.together import Deed, Together, together

__all__ = [
    "Allowed", "AnswerSeen", "BasisHeld", "CheckSeen", "Checked", "Choice", "Deed", "DutyBecame", "DutyMet",
    "Explained", "FileSeen", "FindingSeen", "FindingsPage", "GapsSeen", "LawMark", "LoadingNow", "LoadingSeen",
    "Matrix", "Meter", "Narrowed", "OnRecord", "Outcome", "OwnDraft", "Pointed", "PowerMet", "ProvidedSeen",
    "Resting", "RowsPage", "StagedSeen", "SubmissionSeen", "Succession", "Together", "UnreadSeen", "allowed",
    "attached", "attachment", "bases_held", "catalogue_on", "changes_between", "changing_between", "checked",
    "codes_of", "completeness", "contents_differ", "count_due", "count_held", "count_on_record", "count_own_drafts",
    "count_places", "count_unpublished", "difference", "drafts", "drafts_own", "drafts_units", "due_for_review",
    "duties_became", "duty_matrix", "edition", "editions", "editions_on_record", "fields_differ", "files",
    "files_any", "files_loaded", "files_of", "filled_from_library", "finding", "findings", "for_publication",
    "form_rows", "gaps", "hands_in", "held_under", "known_files", "last_names", "loading", "loading_now", "loadings",
    "marks_of", "marks_on_record", "model_named", "on_record", "open_by_severity", "open_to_society",
    "outcomes_between", "own_drafts", "placeholders", "power", "powers", "powers_by_article", "reads", "reads_units",
    "recorded", "remedies_proposed", "resting_on", "samples", "shown_by_unit", "staged", "standing_of", "submission",
    "submissions", "succeeded", "successions", "together", "units_drafted", "units_readable", "unpublished", "unread",
    "with_basis", "with_remedies",
]  # fmt: skip
