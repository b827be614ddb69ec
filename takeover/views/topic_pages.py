"""The pages of one journey: a topic each, in any order; the usual way is one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from people import unsaved
from takeover.answers import Answers
from takeover.topic_form import TopicForm
from takeover.topics import Journey, Topic

TO_CHECK = "check"


@dataclass(frozen=True, slots=True)
class TopicPages:
    """Where a journey's pages are: each topic's address, the page to check, and the page it belongs to."""

    journey: Journey
    address: Callable[[Topic], str]
    check: str
    home: str

    def change(self, this: Topic) -> str:
        """Return the address at which one answer is changed, and which leads back to the check page."""
        return f"{self.address(this)}?to={TO_CHECK}"

    def sections(self, answers: Answers) -> list[dict[str, Any]]:
        """Return every topic with its answers in words, for the check page."""
        return [
            {
                "slug": each.slug,
                "name": each.name,
                "rows": each.form(answers=answers).summary(),
                "change": self.change(each),
            }
            for each in self.journey.topics(answers)
            if not each.form.kept_elsewhere
        ]

    def put_by(self, request: HttpRequest, this: Topic, answers: Answers) -> TopicForm | None:
        """Return the form with what was typed before the session ended, if that was here."""
        kept = unsaved.take(request)
        return this.form(kept, answers=answers) if kept is not None else None

    def searched(self, request: HttpRequest, this: Topic, answers: Answers) -> TopicForm:
        """Return the form after a press on 'Search': what was typed is kept, and nothing is wrong yet."""
        form = this.form(request.POST, answers=answers)
        form.is_valid()
        form.errors.clear()
        return form

    def ask(
        self, request: HttpRequest, this: Topic, answers: Answers, form: TopicForm | None = None, **more: Any
    ) -> HttpResponse:
        """Show one topic, with what went wrong if something did; `more` is for its own template."""
        order = list(self.journey.topics(answers))
        place = order.index(this)
        to_check = request.GET.get("to") == TO_CHECK
        before = self.address(order[place - 1]) if place else self.home
        form = form or this.form(answers=answers)
        context = {
            "topic": this,
            "form": form,
            "alone": len(form.fields) == 1,
            "step": place + 1,
            "steps": len(order),
            "back": self.check if to_check else before,
            "to_check": to_check,
            "nothing_found": getattr(form, "nothing_found", False),
            **more,
        }
        return render(request, this.template, context, status=422 if form.errors else 200)

    def onward(self, request: HttpRequest, this: Topic, answers: Answers) -> HttpResponse:
        """Go to the next topic, back to the check page, or home with 'save and come back'."""
        if "later" in request.POST:
            return HttpResponseRedirect(self.home)
        if request.GET.get("to") == TO_CHECK:
            return HttpResponseRedirect(self.check)
        order = list(self.journey.topics(answers))
        following = order[order.index(this) + 1 :]
        return HttpResponseRedirect(self.address(following[0]) if following else self.check)
