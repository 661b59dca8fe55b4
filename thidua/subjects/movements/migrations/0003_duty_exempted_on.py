from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("movements", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="duty", name="exempted_on", field=models.DateField(null=True)
        ),
    ]
