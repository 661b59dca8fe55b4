"""The certificates of a course as sheets to print and sign."""

from collections.abc import Iterable

from thidua.core.documents.certificate import Certificate, render_certificates
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.training.documents import named, span
from thidua.subjects.training.models import Course, Participant


def certificates_docx(course: Course, people: Iterable[Participant]) -> bytes:
    """One sheet for each who has a number; in the order of the numbers."""
    having = [p for p in people if p.certified_on is not None]
    ordered = sorted(having, key=lambda p: (p.certificate_year or 0, p.certificate_number or 0))
    return render_certificates([_certificate(course, person) for person in ordered])


def _certificate(course: Course, person: Participant) -> Certificate:
    assert person.certified_on is not None  # only those with a number are printed
    head = letterhead(course.unit_id, person.certified_on)
    return Certificate(
        agency=head.agency,
        parent_agency=head.parent_agency,
        place=head.place,
        day=person.certified_on,
        number=person.certificate_code,
        full_name=person.full_name,
        post=person.title,
        unit=person.unit_name,
        course=named(course),
        span=span(course)[:1].upper() + span(course)[1:],
        signer=head.signer,
    )
