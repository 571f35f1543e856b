import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0017_groups_and_campaigns")]

    operations = [
        migrations.AddField(
            model_name="mandateending",
            name="flag",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="endings",
                to="performance.credentialflag",
                verbose_name="credential flag",
            ),
        ),
    ]
