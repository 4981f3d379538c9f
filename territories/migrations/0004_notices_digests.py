import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("territories", "0003_search_followed")]

    operations = [
        migrations.RemoveField("notice", "in_digest"),
        migrations.AddField(
            "notice",
            "digest",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="members",
                to="territories.notice",
                verbose_name="part avec",
            ),
        ),
        migrations.RemoveIndex("notice", "notice_owed"),
        migrations.AddIndex(
            "notice",
            models.Index(
                condition=models.Q(
                    sent_at__isnull=True, dropped_at__isnull=True, failed_at__isnull=True, digest__isnull=True
                ),
                fields=["due_at"],
                name="notice_owed",
            ),
        ),
        migrations.RemoveConstraint("preference", "preference_is_a_known_frequency"),
        migrations.AlterField(
            "preference",
            "frequency",
            models.CharField(
                choices=[
                    ("each", "à chaque fois"),
                    ("daily", "une fois par jour, ensemble"),
                    ("weekly", "une fois par semaine, ensemble"),
                    ("never", "jamais"),
                ],
                max_length=6,
                verbose_name="fréquence",
            ),
        ),
        migrations.AddConstraint(
            "preference",
            models.CheckConstraint(
                condition=models.Q(("frequency__in", ["each", "daily", "weekly", "never"])),
                name="preference_is_a_known_frequency",
                violation_error_message="Cette fréquence n’existe pas.",
            ),
        ),
    ]
