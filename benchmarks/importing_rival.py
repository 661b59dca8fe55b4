"""The rival of benchmarks/importing.py: django-import-export's dry run over the same file.

Run by a Python of its own with Django and django-import-export[xlsx]. It is asked for less than we
are: titles in a row it is told, one person and one award a row found by natural keys, no guessing,
no dates in other habits, no several awards in a cell.
"""

import datetime
import os
import sys
import tempfile
import time

from django.conf import settings

FOLDER = tempfile.mkdtemp()
settings.configure(
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(FOLDER, "db")}
    },
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
import django  # noqa: E402

django.setup()
from django.db import connection, models  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402


class Holder(models.Model):
    name = models.CharField(max_length=300, db_index=True)
    born = models.DateField(null=True)
    unit = models.CharField(max_length=300)

    class Meta:
        app_label = "contenttypes"  # any installed one: there is no project around

    def __str__(self):
        return self.name


class Entry(models.Model):
    holder = models.ForeignKey(Holder, models.CASCADE)
    award = models.CharField(max_length=60)
    year = models.SmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided = models.DateField(null=True)

    class Meta:
        app_label = "contenttypes"  # any installed one: there is no project around

    def __str__(self):
        return self.award


class HolderWidget(widgets.ForeignKeyWidget):
    def clean(self, value, row=None, **kwargs):
        day, month, year = map(int, row["Ngày sinh"].split("/"))
        born = datetime.date(year, month, day)
        return Holder.objects.get_or_create(name=value, born=born, unit=row["Đơn vị"])[0]


class EntryResource(resources.ModelResource):
    holder = fields.Field("holder", "Họ và tên", HolderWidget(Holder, "name"))
    award = fields.Field("award", "Danh hiệu, hình thức")
    year = fields.Field("year", "Năm", widgets.IntegerWidget())
    decision_number = fields.Field("decision_number", "Số quyết định")
    decided = fields.Field("decided", "Ngày quyết định", widgets.DateWidget("%d/%m/%Y"))

    class Meta:
        model = Entry
        import_id_fields = ("holder", "award", "year", "decision_number")
        skip_unchanged = True
        use_bulk = os.environ.get("BULK") == "1"


def main(path: str, header_row: int) -> None:
    import openpyxl
    import tablib

    with connection.schema_editor() as editor:
        editor.create_model(Holder)
        editor.create_model(Entry)
    began = time.perf_counter()
    sheet = openpyxl.load_workbook(path, read_only=True).active
    rows = sheet.iter_rows(min_row=header_row, values_only=True)
    data = tablib.Dataset(headers=list(next(rows)))
    for row in rows:
        data.append(row)
    loaded = time.perf_counter() - began
    result = EntryResource().import_data(data, dry_run=True, raise_errors=False)
    print(
        f"rival: file {loaded:.1f} s, dry run {time.perf_counter() - began - loaded:.1f} s, {dict(result.totals)}"
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
