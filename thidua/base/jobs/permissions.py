"""Who may look at the work of the machine. One's own jobs are always to be seen."""

from thidua.base.access import Role, has_role, predicate, register_verbs

owns_job = predicate("Việc này do người khác giao.")(
    lambda actor, run: run is not None and run.user_id == actor.user_id
)

register_verbs(
    "jobs",
    {
        "jobs.read": has_role(Role.ADMIN),
        "jobs.follow": has_role(Role.ADMIN) | owns_job,
        "jobs.retry": has_role(Role.ADMIN) | owns_job,
    },
)
register_verbs("system", {"system.health": has_role(Role.ADMIN)})
