"""The making journey: one question a page, in the order of our_childhood.journey.

Every page works without JavaScript, is `private, no-store` and `noindex`, and keeps what was
answered through errors, reloads and lost files (docs/features/making-journey.md).
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from our_childhood import actions, asking, clearing, drafts, journey
from our_childhood.answers import AnswersMissing
from our_childhood.forms import FilmForm, FilmProblem, QuestionForm
from our_childhood.journey import Step
from our_childhood.models import FilmDraft
from people.pages import personal
from storage import StorageError, StorageFull
from uploads.actions import take_form_file
from uploads.errors import UploadError, UploadNotReady, UploadTooLarge
from uploads.handlers import RefusedFile
from uploads.models import Upload
from uploads.queries import current as current_upload
from uploads.wording import script_messages

logger = logging.getLogger(__name__)

TO_CHECK = "check"
MAX_SECONDS = 125  # said before the first byte; video/decide.py has the last word


@personal
@require_http_methods(["GET", "HEAD"])
def start(request: HttpRequest) -> HttpResponse:
    """/films/make/: what happens, in words a child can read, before anything is asked (S5)."""
    draft = drafts.current(request)
    return render(
        request,
        "our_childhood/make_start.html",
        {
            "first": journey.STEPS[0],
            "under_way": draft is not None,
            "cleared": "cleared" in request.GET,
            "gone": "gone" in request.GET,
        },
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """/films/make/<step>/: any question. Nobody skips ahead; everybody may go back."""
    draft = drafts.current(request)
    answers = _answers(draft)
    this = journey.find(slug, answers)
    if this is None and not any(each.slug == slug for each in journey.STEPS):
        raise Http404
    if draft is None and this is not journey.STEPS[0]:
        return _lost(request)
    order = list(journey.steps(answers))
    due = journey.first_unanswered(answers, film_is_here=_film(draft) is not None)
    if this is None:  # not asked of this child, or not yet: go on to what is
        return redirect("our_childhood:make-step", due.slug) if due else redirect("our_childhood:make-check")
    if due is not None and order.index(due) < order.index(this):
        return redirect("our_childhood:make-step", due.slug)
    if request.method != "POST":
        return _ask(request, this)
    if this.form is FilmForm:
        assert draft is not None
        return _receive(request, this, draft)
    form = this.form(request.POST, answers=answers)
    if not form.is_valid():
        return _ask(request, this, form=form)
    if form.cleaned_data.get("grown_up") == "no":
        return redirect("our_childhood:make-wait")
    token = None
    if draft is None:
        draft, token = drafts.start(request)
    drafts.keep(draft, **form.cleaned_data, language=get_language())
    response = _onward(request, this, draft)
    if token is not None:
        drafts.set_cookie(response, token)
    return response


@personal
@require_http_methods(["GET", "HEAD"])
def wait(request: HttpRequest) -> HttpResponse:
    """/films/make/find-a-grown-up/: no blame, and the way back."""
    return render(request, "our_childhood/make_wait.html", {"first": journey.STEPS[0]})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """/films/make/check/: every answer with a way to change it, and the button that sends.

    A second press of the button finds the journey sent and shows the same last page.
    """
    if drafts.sent(request) is not None:
        return redirect("our_childhood:make-done")
    draft = drafts.current(request)
    if draft is None:
        return _lost(request)
    answers = _answers(draft)
    due = journey.first_unanswered(answers, film_is_here=_film(draft) is not None)
    if due is not None:
        return HttpResponseRedirect(f"{_address(due)}?to={TO_CHECK}")
    if request.method == "POST":
        return _send(request, draft)
    return _check_page(request, draft)


@personal
@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest) -> HttpResponse:
    """/films/make/done/: the film's name and its code, for a while; then a shared tablet tells nothing."""
    draft = drafts.sent(request)
    if draft is None:
        return redirect("our_childhood:make-start")
    film, code = actions.receipt(draft=draft)
    return render(
        request,
        "our_childhood/make_done.html",
        {
            "title": film.title,
            "code": code,
            "asks_grown_up": film.needs_guardian,
            "asks_others": film.others_in_film,
        },
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest) -> HttpResponse:
    """/films/make/clear/: forget the answers and the file, at once. Opened by hand, it forgets nothing."""
    if request.method != "POST":
        return redirect("our_childhood:make-start")
    draft = drafts.current(request)
    if draft is not None:
        clearing.clear(draft=draft)
    response = HttpResponseRedirect(f"{reverse('our_childhood:make-start')}?cleared=1")
    drafts.forget_cookie(response)
    return response


def _answers(draft: FilmDraft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    return {**draft.answers, journey.REPLACING: draft.replaces_id is not None}


def _film(draft: FilmDraft | None) -> Upload | None:
    """Return the file that has wholly come in for this journey."""
    upload = current_upload(drafts.owner_of(draft)) if draft is not None else None
    return upload if upload is not None and upload.completed_at is not None else None


def _address(this: Step) -> str:
    return reverse("our_childhood:make-step", args=[this.slug])


def _lost(request: HttpRequest) -> HttpResponse:
    if drafts.sent(request) is not None:
        return redirect("our_childhood:make-done")
    return HttpResponseRedirect(f"{reverse('our_childhood:make-start')}?gone=1")


def _receive(request: HttpRequest, this: Step, draft: FilmDraft) -> HttpResponse:
    """Take the film from the form, or go on with the one that came in pieces before."""
    problem = _take_file(request, draft)
    if problem is None:
        return _onward(request, this, draft)
    form = FilmForm({}, answers=_answers(draft))
    form.refuse(problem)
    return _ask(request, this, form=form)


def _take_file(request: HttpRequest, draft: FilmDraft) -> FilmProblem | None:
    """Return what is wrong with the film, or None when it is here."""
    file = request.FILES.get("film")
    if file is None:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_MAX_BYTES:
            return FilmProblem.TOO_BIG  # so long that it was not even read
        upload = current_upload(drafts.owner_of(draft))
        if upload is None:
            return FilmProblem.NOT_PICKED
        return None if upload.completed_at is not None else FilmProblem.NOT_ALL_HERE
    try:
        if not file.size and not isinstance(file, RefusedFile):
            return FilmProblem.EMPTY
        take_form_file(file=file, owner=drafts.owner_of(draft))
    except UploadTooLarge:
        return FilmProblem.TOO_BIG
    except StorageFull:
        return FilmProblem.NO_ROOM
    except (UploadError, StorageError):
        logger.warning("a film from a form was not kept", exc_info=True)
        return FilmProblem.LOST
    return None


def _send(request: HttpRequest, draft: FilmDraft) -> HttpResponse:
    """Send the film; what has gone missing since the page was shown is asked for again."""
    try:
        actions.submit(draft=draft, upload=_film(draft), by="child")
    except (UploadNotReady, AnswersMissing):
        return redirect("our_childhood:make-check")
    except asking.JourneyOver:
        return _lost(request)
    except asking.TooManyAsks:
        return _check_page(request, draft, asked_enough=True)
    return redirect("our_childhood:make-done")


def _onward(request: HttpRequest, this: Step, draft: FilmDraft) -> HttpResponse:
    """Go to the next question, or back to the check page when a 'change' link led here."""
    answers = _answers(draft)
    if request.GET.get("to") == TO_CHECK:
        return redirect("our_childhood:make-check")
    following = journey.after(this, answers)
    return redirect(_address(following)) if following else redirect("our_childhood:make-check")


def _ask(
    request: HttpRequest,
    this: Step,
    *,
    form: QuestionForm | None = None,
) -> HttpResponse:
    """Show one question, with what went wrong if something did."""
    draft = drafts.current(request)
    answers = _answers(draft)
    form = form or this.form(answers=answers)
    earlier = journey.before(this, answers)
    to_check = request.GET.get("to") == TO_CHECK
    if to_check:
        back = reverse("our_childhood:make-check")
    else:
        back = _address(earlier) if earlier else reverse("our_childhood:make-start")
    return render(
        request,
        this.template,
        {
            "step": this,
            "form": form,
            "answers": answers,
            "stone": this.stone,
            "stones": journey.STONES,
            "back": back,
            "to_check": to_check,
            "here": _film(draft) if this.form is FilmForm else None,
            "sending": _sending(draft) if this.form is FilmForm and draft is not None else None,
        },
    )


def _check_page(request: HttpRequest, draft: FilmDraft, *, asked_enough: bool = False) -> HttpResponse:
    answers = _answers(draft)
    return render(
        request,
        "our_childhood/make_check.html",
        {
            "rows": _rows(answers, _film(draft)),
            "stone": journey.CHECK_STONE,
            "stones": journey.STONES,
            "back": _address(list(journey.steps(answers))[-1]),
            "asked_enough": asked_enough,
            "words": asking.childs_words(),
        },
    )


def _sending(draft: FilmDraft) -> dict[str, Any]:
    """Return what upload.js is told (docs/features/upload.md); `journey` names this one and opens nothing."""
    return {
        "journey": hashlib.sha256(drafts.owner_of(draft).encode()).hexdigest()[:16],
        "max_bytes": settings.UPLOAD_MAX_BYTES,
        "max_seconds": MAX_SECONDS,
        "messages": script_messages(),
    }


def _rows(answers: dict[str, Any], upload: Upload | None) -> list[dict[str, Any]]:
    """Return what the check page lists: each question, its answer in words, the way to change it."""
    return [
        {
            "slug": each.slug,
            "name": each.short,
            "answer": _("It is here (%(size)s)") % {"size": filesizeformat(upload.length)}
            if upload is not None and each.form is FilmForm
            else each.form(answers=answers).summary(),
            "change": f"{_address(each)}?to={TO_CHECK}",
        }
        for each in journey.steps(answers)
    ]
