"""Lets the database itself refuse to change or delete a record, save that its body may become NULL."""

from django.db import migrations

from sunlit.noticeboard.store.operations import KeepRecords


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0001_records")]
    operations = [KeepRecords()]
