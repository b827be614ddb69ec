"""What checked workers read of each other, and answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cicc_meetups.models import Worker
from cicc_meetups.practice import actions, queries
from cicc_meetups.practice.forms import AnswerForm, FilterForm
from cicc_meetups.practice.models import Answer, Paper, Post
from cicc_meetups.views.edge import for_checked
from cms import keyset
from moderation import tell_us as telling
from moderation.told_words import IT
from safeguarding import audit
from safeguarding import queries as holds
from storage import responses
from storage.content_types import DOWNLOAD


@require_safe
@for_checked
def posts(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/practice/?kind=&topic=&words=&before=<mark>: newest first."""
    form = FilterForm(request.GET, label_suffix="")
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    try:
        page = keyset.page(queries.shown(**chosen), request.GET.get("before", ""), moment="approved_at")
    except keyset.NoSuchMark as error:
        raise Http404 from error
    here = reverse("practice:posts")
    context = {
        "worker": worker,
        "form": form,
        "posts": page.rows,
        "narrowed": bool(chosen),
        "newest": f"{here}?{urlencode(chosen)}" if request.GET.get("before") else "",
        "older": f"{here}?{urlencode({**chosen, 'before': page.older})}" if page.older else "",
    }
    return render(request, "practice/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def post(request: HttpRequest, worker: Worker, slug: str) -> HttpResponseBase:
    """/meetups/practice/<slug>/: one post, its papers, what others answered, and a form."""
    found = get_object_or_404(queries.with_papers(queries.shown()), slug=slug)
    form = AnswerForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=found, user=request.user)
        if form.is_valid():
            language = get_language() or "en"
            try:
                words = form.cleaned_data["words"]
                actions.answer(post=found, worker=worker, words=words, language=language, by=by)
            except actions.NotReady as error:
                raise Http404 from error
            messages.success(request, _("We have it. Two people on our team read it first."))
            return redirect("practice:post", slug)
    context = {
        "worker": worker,
        "post": found,
        "answers": queries.answers(found),
        "form": form,
        "is_own": found.worker_id == worker.pk,
    }
    return render(request, "practice/post.html", context, status=422 if form.errors else 200)


@require_safe
@for_checked
def paper(request: HttpRequest, worker: Worker, slug: str, pk: int) -> HttpResponseBase:
    """/meetups/practice/<slug>/papers/<pk>/: a scanned paper, of a post one may read or wrote."""
    found = get_object_or_404(
        Paper.objects.select_related("post"), pk=pk, post__slug=slug, scanned_at__isnull=False
    )
    is_own = found.post.worker_id == worker.pk and found.post.withdrawn_at is None
    if holds.is_sealed(found.post) or not (is_own or queries.shown().filter(pk=found.post_id).exists()):
        raise Http404
    answer = responses.private(request, found.key, DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="paper-{found.pk}{found.ending}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def tell_us(request: HttpRequest, worker: Worker, slug: str) -> HttpResponseBase:
    """/meetups/practice/<slug>/tell-us/: something is wrong with a post."""
    rows = Post.objects.here().filter(live=True) if request.method == "POST" else queries.shown()
    found = get_object_or_404(rows, slug=slug)
    return telling.page(request, found, name=found.title, back=reverse("practice:posts"), about=IT)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def tell_us_answer(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/practice/answers/<pk>/tell-us/: something is wrong with an answer."""
    rows = Answer.objects.here().filter(live=True) if request.method == "POST" else Answer.objects.public()
    found = get_object_or_404(rows.filter(post__in=queries.shown()), pk=pk)
    back = reverse("practice:posts")
    return telling.page(request, found, name=found.words[:80], back=back, about=IT)
