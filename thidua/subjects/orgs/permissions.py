"""Who may do what with units: everybody inside reads, the administrator changes."""

from thidua.base.access import Role, has_role, predicate, register_verbs

signed_in = predicate("Cần đăng nhập để xem.")(lambda actor, thing: True)
is_keeper = has_role(Role.ADMIN)

register_verbs(
    "orgs",
    {
        "orgs.read": signed_in,
        "orgs.export": signed_in,
        "orgs.create": is_keeper,
        "orgs.change": is_keeper,
        "orgs.correct": is_keeper,
        "orgs.rename": is_keeper,
        "orgs.move": is_keeper,
        "orgs.merge": is_keeper,
        "orgs.split": is_keeper,
        "orgs.abolish": is_keeper,
        "orgs.undo": is_keeper,
        "orgs.import": is_keeper,
        "orgs.load": is_keeper,
        "orgs.edit_set": is_keeper,
    },
)
