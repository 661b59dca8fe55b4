"""Which verbs a post may hand over, and verbs in words."""

from thidua.pages.ui.verbs import verb_words
from thidua.subjects.accounts.delegable import delegable_verbs

# In the order in which a holder would name them.
DELEGABLE = (
    "papers.create",
    "papers.revise",
    "papers.submit",
    "papers.take_back",
    "papers.sign_off",
    "papers.sign",
    "papers.return",
    "papers.number",
    "papers.attach",
    "papers.issue",
    "papers.send",
    "papers.recall",
    "papers.amend",
    "papers.receive",
    "movements.read_directive",
    "movements.review",
    "movements.draft",
    "movements.submit",
    "movements.return",
    "movements.launch",
    "movements.amend",
    "movements.conduct",
    "movements.remind",
    "movements.exempt",
    "movements.acknowledge",
    "movements.plan",
    "movements.approve_plan",
    "movements.launch_at_unit",
)


def verb_choices(role: str) -> list[tuple[str, str]]:
    of_role = set(delegable_verbs(role))
    return [(verb, verb_words(verb)) for verb in DELEGABLE if verb in of_role]


def verbs_in_words(verbs: list[str]) -> str:
    return ", ".join(verb_words(verb) for verb in verbs)
