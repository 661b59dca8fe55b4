"""What anybody may know of good examples and published documents: the portal reads this and no other.

An example passes only from its moment of release on and while its consent stands; its pictures only
with consent to pictures. Who told of it, who signed for it and what the office wrote never pass.
"""

from thidua.subjects.publicity.public.documents import (
    DocumentRow,
    Documents,
    PaperFile,
    all_documents,
    find_documents,
    kinds_and_years,
    paper_file,
)
from thidua.subjects.publicity.public.stories import (
    FIELDS,
    KINDS,
    PictureFile,
    PictureShown,
    Stories,
    StoryPage,
    StoryRow,
    all_stories,
    communes,
    find_stories,
    latest_stories,
    picture_file,
    story_page,
    was_withdrawn,
    years,
)
from thidua.subjects.publicity.public.telling import (
    Told,
    days_kept,
    knows,
    receipt_of,
    suggest,
    what_became,
    withdraw,
)

__all__ = [
    "FIELDS",
    "KINDS",
    "DocumentRow",
    "Documents",
    "PaperFile",
    "PictureFile",
    "PictureShown",
    "Stories",
    "StoryPage",
    "StoryRow",
    "Told",
    "all_documents",
    "all_stories",
    "communes",
    "days_kept",
    "find_documents",
    "find_stories",
    "kinds_and_years",
    "knows",
    "latest_stories",
    "paper_file",
    "picture_file",
    "receipt_of",
    "story_page",
    "suggest",
    "was_withdrawn",
    "what_became",
    "withdraw",
    "years",
]
