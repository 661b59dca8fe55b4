"""How people, posts and links stand in the audit: names are personal and can be erased."""

from typing import Any

from thidua.base.audit import Personal, Thing
from thidua.core.text import format_date
from thidua.subjects.accounts.models import Delegation, Invitation, Post, User


def subject(user: User) -> str:
    return f"user:{user.pk}"


def person(user: User) -> Thing:
    return Thing(User._meta.label, str(user.pk), Personal(subject(user), user.full_name))


def details(user: User) -> dict[str, Any]:
    """The fields a person may ask to have erased, each under its own seal."""
    kept = {
        "username": user.username,
        "full_name": user.full_name,
        "email": user.email,
        "phone": user.phone,
    }
    return {key: Personal(subject(user), value) for key, value in kept.items() if value}


def changed_details(user: User, old: dict[str, str], new: dict[str, str]) -> dict[str, Any]:
    differing = [key for key in new if old[key] != new[key]]
    return {
        "before": {key: Personal(subject(user), old[key]) for key in differing},
        "after": {key: Personal(subject(user), new[key]) for key in differing},
    }


def post_details(post: Post) -> dict[str, Any]:
    return {
        "post": post.pk,
        "title": post.title,
        "role": post.role_label,
        "unit": post.unit_id,
        "from": format_date(post.valid_from),
        "until": None if post.is_open else format_date(post.valid_until),
    }


def delegation_details(delegation: Delegation) -> dict[str, Any]:
    return {
        "delegation": delegation.pk,
        "post": delegation.from_post.title,
        "to": Personal(subject(delegation.to_user), delegation.to_user.full_name),
        "verbs": delegation.verbs,
        "from": format_date(delegation.valid_from),
        "until": format_date(delegation.valid_until),
    }


def invited(invitation: Invitation) -> Thing:
    key = f"invitation:{invitation.pk}"
    return Thing(Invitation._meta.label, str(invitation.pk), Personal(key, invitation.full_name))
