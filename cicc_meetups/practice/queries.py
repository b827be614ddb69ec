"""Reads across posts, their answers and papers."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from cicc_meetups.models import Worker
from cicc_meetups.practice.models import Answer, Post

_SHOWN_ANSWER = Q(
    answers__live=True,
    answers__approved_at__isnull=False,
    answers__withdrawn_at__isnull=True,
    answers__held_at__isnull=True,
)


def shown(*, kind: str = "", topic: str = "", words: str = "") -> QuerySet[Post]:
    """Return what checked workers read, with its council and the number of its `answered`.

    `words` are looked for in title and words, each of them.
    """
    found = Post.objects.public().filter(council__left_at__isnull=True).select_related("council")
    if kind:
        found = found.filter(kind=kind)
    if topic:
        found = found.filter(topic=topic)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(words__icontains=word))
    return found.annotate(answered=Count("answers", filter=_SHOWN_ANSWER))


def answers(post: Post) -> QuerySet[Answer]:
    """Return what others answered, in order."""
    return Answer.objects.public().filter(post=post).select_related("council").order_by("approved_at", "id")


def own_posts(worker: Worker) -> QuerySet[Post]:
    """Return everything a worker wrote and did not take back."""
    return Post.objects.here().filter(worker=worker).select_related("reply").order_by("-id")


def own_answers(worker: Worker) -> QuerySet[Answer]:
    """Return every answer a worker gave and did not take back, to what is still there."""
    rows = Answer.objects.here().filter(worker=worker, post__withdrawn_at__isnull=True)
    return rows.select_related("reply", "post").order_by("-id")


def with_papers(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Have each bring its papers."""
    return posts.prefetch_related(Prefetch("papers"))
