"""Questions on law for everybody, and whom to call."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from thidua.base.access import public_page
from thidua.pages.portal.answers import absolute, page
from thidua.pages.portal.asking import form_page, sealed, sent_by_anybody
from thidua.pages.portal.opinion_forms import QuestionForm
from thidua.pages.portal.search import asked_for
from thidua.pages.portal.views.opinions import sent
from thidua.subjects.oversight import public


@require_safe
@public_page
def law_list(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    topic = request.GET.get("lv", "")
    found = public.law_answers(asked.words, topic)
    return page(
        request,
        "portal/law_list.html",
        {
            "asked": asked,
            "topic": topic,
            "topics": public.TOPICS,
            "count": len(found),
            "groups": [
                (label, list(rows)) for label, rows in groupby(found, lambda one: one.topic)
            ],
            "current": "law",
        },
    )


@require_safe
@public_page
def law_see(request: HttpRequest, question_id: int) -> HttpResponse:
    found = public.law_answer(question_id)
    if found is None:
        raise Http404
    facts = {
        "@type": "QAPage",
        "url": absolute("portal:law_see", question_id=question_id),
        "mainEntity": {
            "@type": "Question",
            "name": found.title,
            "answerCount": 1,
            "acceptedAnswer": {"@type": "Answer", "text": found.answer},
        },
    }
    return page(request, "portal/law_see.html", {"one": found, "facts": facts, "current": "law"})


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def law_ask(request: HttpRequest) -> HttpResponse:
    sending = request.method == "POST"
    form = QuestionForm(request.POST if sending else None)

    def send() -> None:
        values = form.cleaned_data
        public.ask_question(values["text"], values["topic"], form.ticket)

    if sending and sent(request, form, "law", send):
        return redirect("portal:receipt", sealed("receipt", form.ticket))
    context = {"form": form, "current": "law"}
    return form_page(request, "portal/law_ask.html", context, status=422 if sending else 200)


@require_safe
@public_page
def contact_list(request: HttpRequest) -> HttpResponse:
    context = {"contacts": public.contacts(), "current": "contacts"}
    return page(request, "portal/contact_list.html", context)
