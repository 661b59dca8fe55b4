"""The rows that could not be taken, given back as a workbook to be mended and sent again."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.base.imports.models import Change, ImportBatch


def error_workbook(batch: ImportBatch) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Dòng có lỗi"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        wrong = book.add_format({"font_color": "#9b1c1c", "text_wrap": True})
        header = batch.rows.filter(number=batch.header_row).first()
        titles = header.cells if header else []
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, bold)
        last = max(len(titles), 1)
        sheet.write_string(0, last, _("Lỗi"), bold)
        sheet.write_string(0, last + 1, _("Dòng trong tệp đã gửi"), bold)
        for line, row in enumerate(batch.rows.filter(change=Change.BAD), start=1):
            for place, text in enumerate(row.cells[:last]):
                sheet.write_string(line, place, text)
            sheet.write_string(line, last, " ".join(row.errors), wrong)
            sheet.write_number(line, last + 1, row.number)
        sheet.set_column(0, last - 1, 22)
        sheet.set_column(last, last, 60)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def template_workbook(batch_spec_name: str) -> bytes:
    """An empty table with the right titles and an example."""
    from thidua.base.imports.specs import SPECS

    spec = SPECS[batch_spec_name]
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Mẫu nhập"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        for place, column in enumerate(spec.columns):
            mark = " *" if column.required else ""
            sheet.write_string(0, place, column.title + mark, bold)
            sheet.write_string(1, place, column.example)
        sheet.set_column(0, len(spec.columns) - 1, 24)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
