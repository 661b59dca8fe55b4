"""Taking a file or an address in, for a course or for all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from thidua.base import files
from thidua.base.access import may
from thidua.base.errors import Refusal
from thidua.pages.training.forms import MaterialForm
from thidua.subjects.training.models import Course
from thidua.subjects.training.services.learning import add_material


def keep_material(request: HttpRequest, form: MaterialForm, course: Course | None) -> bool:
    """True when it was kept; else the form says what is wrong."""
    answer = may(request.actor, "training.teach", course)
    if not answer:
        raise PermissionDenied(answer.reason)
    if not form.is_valid():
        return False
    values = dict(form.cleaned_data)
    given = values.pop("file")
    try:
        with transaction.atomic():
            stored = (
                files.store(actor=request.actor, name=given.name, content=given, purpose="material")
                if given is not None
                else None
            )
            add_material(actor=request.actor, course=course, file=stored, **values)
    except (Refusal, files.BadFile) as refusal:
        form.add_error("file" if isinstance(refusal, files.BadFile) else None, refusal.message)
        return False
    messages.success(request, "Đã thêm tài liệu.")
    return True
