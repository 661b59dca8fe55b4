"""Verbs of official papers and of the library of legal bases."""

from thidua.subjects.papers.services.amending import draft_correction, draft_replacement
from thidua.subjects.papers.services.drafting import (
    create_paper,
    discard_paper,
    keep_draft,
    revise_paper,
)
from thidua.subjects.papers.services.issuing import (
    attach_signed_file,
    issue_paper,
    number_paper,
    recall_paper,
    record_number,
    set_numbering_mode,
)
from thidua.subjects.papers.services.legal import (
    add_legal_document,
    cite_documents,
    correct_legal_document,
    find_or_create_reference,
)
from thidua.subjects.papers.services.letters import draft_reminder_letter
from thidua.subjects.papers.services.loading import load_library
from thidua.subjects.papers.services.sending import (
    Addressee,
    acknowledge_delivery,
    record_opened,
    send_paper,
)
from thidua.subjects.papers.services.signing import (
    ChainStep,
    return_paper,
    sign_off,
    sign_paper,
    submit_paper,
    take_back_paper,
)

__all__ = [
    "Addressee",
    "ChainStep",
    "acknowledge_delivery",
    "add_legal_document",
    "attach_signed_file",
    "cite_documents",
    "correct_legal_document",
    "create_paper",
    "discard_paper",
    "draft_correction",
    "draft_reminder_letter",
    "draft_replacement",
    "find_or_create_reference",
    "issue_paper",
    "keep_draft",
    "load_library",
    "number_paper",
    "recall_paper",
    "record_number",
    "record_opened",
    "return_paper",
    "revise_paper",
    "send_paper",
    "set_numbering_mode",
    "sign_off",
    "sign_paper",
    "submit_paper",
    "take_back_paper",
]
