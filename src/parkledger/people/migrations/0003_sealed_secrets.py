"""The secrets of second factors that were kept as they are, sealed."""

from typing import Any

from django.db import migrations

from parkledger.people.encryption import SEALED, resealed, unseal


def seal_all(apps: Any, schema_editor: Any) -> None:
    """Seal what is not."""
    for held in _all(apps):
        held.data = resealed(held.data)
        held.save(update_fields=["data"])


def unseal_all(apps: Any, schema_editor: Any) -> None:
    """Keep them as they are again, for a migration backwards."""
    for held in _all(apps):
        held.data = {key: unseal(value) if key in SEALED else value for key, value in held.data.items()}
        held.save(update_fields=["data"])


def _all(apps: Any) -> Any:
    return apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes"))


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_invitations_audit"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_all, unseal_all)]
