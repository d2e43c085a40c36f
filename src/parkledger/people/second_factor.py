"""Who must have a second factor, and who has one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from parkledger.people.permissions import roles_of


def has_second_factor(user: Any) -> bool:
    """Whether somebody has set up the application that gives codes."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def has_recovery_codes(user: Any) -> bool:
    """Whether somebody has codes for when that application is lost."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).exists())


def needs_second_factor(user: Any) -> bool:
    """Whether one of somebody's roles is among those that may not do without."""
    return bool({role.value for role in roles_of(user)} & set(settings.SECOND_FACTOR_ROLES))


def lacks_second_factor(user: Any) -> bool:
    """Whether somebody must set up a second factor before anything else."""
    return needs_second_factor(user) and not has_second_factor(user)
