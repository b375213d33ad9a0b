"""Reviews begun before lists told the type of what is judged: it stands in their last round."""

from django.db import migrations


def tell(apps, _editor):
    """From the content of the newest round of each."""
    reviews, rounds = apps.get_model("review", "Review"), apps.get_model("review", "Round")
    types = {key: content.get("type", "") for key, content in rounds.objects.order_by("number").values_list("review", "content")}
    held = list(reviews.objects.filter(pk__in=types))
    for row in held:
        row.type = types[row.pk][:40]
    reviews.objects.bulk_update(held, ["type"], batch_size=500)


class Migration(migrations.Migration):
    """One column filled."""

    dependencies = [("review", "0003_what_lists_say")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
