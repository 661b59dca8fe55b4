from django.db import migrations

WHOLE = ("national", "province", "thematic")
RUN = ("launched", "interim_reviewed", "closing", "closed", "archived")


def announce_targets(apps, schema_editor):
    """Targets of movements that run were given on the day of the launch; plans' are the unit's own."""
    uses = apps.get_model("movements", "MovementTarget").objects.select_related("movement", "target")
    for use in uses.order_by("movement_id", "position", "id"):
        target, movement = use.target, use.movement
        if movement.level in WHOLE and movement.state in RUN and target.announced_on is None:
            target.announced_on = movement.launched_on
            target.save(update_fields=["announced_on"])
        elif movement.level not in WHOLE and target.announced_on is None:
            target.of_unit_id = movement.unit_id
            target.save(update_fields=["of_unit"])


class Migration(migrations.Migration):
    dependencies = [
        ("movements", "0003_duty_exempted_on"),
        ("targets", "0003_values_and_shares"),
    ]

    operations = [migrations.RunPython(announce_targets, migrations.RunPython.noop)]
