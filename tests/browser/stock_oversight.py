"""Values for the addresses of oversight: what the demonstration has played."""

from typing import Any


def oversight() -> dict[str, Any]:
    from thidua.subjects.oversight.models import (
        Opinion,
        OpinionRequest,
        PassageOpinion,
        Question,
        Remark,
        SupportContact,
    )

    request = OpinionRequest.objects.earliest("pk")
    passage = PassageOpinion.objects.filter(consulted__request=request).earliest("pk")
    return {
        "opinion_id": Opinion.objects.get(number="YK-2022-0002").pk,
        "answered": Opinion.objects.get(number="YK-2022-0001").pk,
        "citizen": Opinion.objects.get(number="YK-2022-0004").pk,
        "file_id": 0,
        "request_id": request.pk,
        "row_id": passage.consulted_id,
        "passage_id": passage.pk,
        "question_id": Question.objects.filter(is_published=True).earliest("pk").pk,
        "remark_id": Remark.objects.earliest("pk").pk,
        "contact_id": SupportContact.objects.earliest("pk").pk,
    }


def followed() -> dict[str, Any]:
    """One's own opinion on the portal, and the receipt just after sending."""
    from thidua.pages.portal.asking import sealed
    from thidua.subjects.oversight.models import Question

    return {
        "token": sealed("follow", "YK-2022-0004"),
        "receipt": sealed("receipt", "trinh-dien-1"),
        "act": "them",
        "question_id": Question.objects.filter(is_published=True).earliest("pk").pk,
    }
