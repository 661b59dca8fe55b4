"""Verbs of this subject, one name for each."""

from thidua.subjects.accounts.services.credentials import (
    change_password,
    request_password_reset,
    reset_password,
    unlock_user,
    user_of_reset,
)
from thidua.subjects.accounts.services.delegations import end_delegation, give_delegation
from thidua.subjects.accounts.services.feeds import make_feed, revoke_feed
from thidua.subjects.accounts.services.invitations import (
    accept_invitation,
    invitation_for,
    invite_again,
    invite_to_set_password,
    invite_user,
    withdraw_invitation,
)
from thidua.subjects.accounts.services.looking import start_see_as, stop_see_as
from thidua.subjects.accounts.services.people import (
    activate_user,
    create_user,
    deactivate_user,
    edit_own_details,
    edit_user,
)
from thidua.subjects.accounts.services.posts import (
    accept_transfer,
    decline_transfer,
    end_post,
    grant_post,
    transfer_person,
)
from thidua.subjects.accounts.services.samples import demo_people, sample_people
from thidua.subjects.accounts.services.second_factor import (
    confirm_second_factor,
    drop_second_factor,
    prepare_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    verify_second_factor,
)
from thidua.subjects.accounts.services.sessions import (
    end_other_sessions,
    end_session,
    note_session,
)

__all__ = [
    "accept_invitation",
    "accept_transfer",
    "activate_user",
    "change_password",
    "confirm_second_factor",
    "create_user",
    "deactivate_user",
    "decline_transfer",
    "demo_people",
    "drop_second_factor",
    "edit_own_details",
    "edit_user",
    "end_delegation",
    "end_other_sessions",
    "end_post",
    "end_session",
    "give_delegation",
    "grant_post",
    "invitation_for",
    "invite_again",
    "invite_to_set_password",
    "invite_user",
    "make_feed",
    "note_session",
    "prepare_second_factor",
    "renew_recovery_codes",
    "request_password_reset",
    "reset_password",
    "reset_second_factor",
    "revoke_feed",
    "sample_people",
    "start_see_as",
    "stop_see_as",
    "transfer_person",
    "unlock_user",
    "user_of_reset",
    "verify_second_factor",
    "withdraw_invitation",
]
