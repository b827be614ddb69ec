"""Meetups, pledges and calls for help in every state, full of words found nowhere else."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Meetup, Worker
from cicc_meetups.practice import actions as practice
from cicc_meetups.questions import actions as questions
from cicc_meetups.questions.enums import Came
from help_at_hand.cases import actions as help_cases
from help_at_hand.cases.models import Case
from moderation.enums import Verdict
from people import codes
from places.enums import State
from places.models import Booking as Places
from pledge.enums import Kind
from pledge.models import Signature
from safeguarding import actions as safeguarding
from safeguarding import audit
from tests.factories import between_meetups as make
from tests.factories import councils
from tests.factories import pledge as make_pledge
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory, adviser
from tests.factories.programmes import Meetups
from tests.factories.wishes import decide
from tests.journeys.planted_takeovers import Marked

_numbers = itertools.count(1)


@dataclass
class Between(Marked):
    """`shared` is what every checked worker may read, nobody else; `reader` is one of another council."""

    shared: dict[str, bytes] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    reader: Any = None

    def share(self, what: str) -> str:
        """Return a word to plant where checked workers may read it."""
        return self._mark(self.shared, what)

    def hide_number(self, what: str) -> str:
        """Return a phone number to plant where nobody may read it."""
        number = f"01632 96{next(_numbers):04d}"
        self.secret[what] = number.encode()
        return number

    def hide_address(self, what: str) -> str:
        """Return an e-mail address to plant where nobody may read it."""
        address = f"zq{what.replace(' ', '')}zq@post.example"
        self.secret[what] = address.encode()
        return address


def plant() -> Between:
    """Commit everything; return its words."""
    marked = Between()
    marked.reader = make.worker().user
    _bookings(marked)
    _questions(marked)
    _promises(marked)
    _pictures(marked)
    _practice(marked)
    _councils(marked)
    _pledge(marked)
    _help(marked)
    return marked


def _worker(marked: Between, what: str, *, checked: bool = True) -> Worker:
    worker = make.worker(checked=checked)
    said = {name: marked.hide(f"{what} worker {name}") for name in ("name", "role")}
    said["phone"] = marked.hide_number(f"{what} worker phone")
    Worker.objects.filter(pk=worker.pk).update(**said)
    worker.user.email = marked.hide_address(f"{what} worker address")
    worker.user.save()
    return Worker.objects.get(pk=worker.pk)


def _place(marked: Between, what: str, meetup: Meetup) -> Meetup:
    """Say where it is, in words nobody but a council with firm places may read (S12)."""
    Meetup.objects.filter(pk=meetup.pk).update(
        venue=marked.hide(f"{what} venue"),
        venue_way=marked.hide(f"{what} venue way"),
        day_phone=marked.hide_number(f"{what} day phone"),
    )
    return Meetup.objects.get(pk=meetup.pk)


def _bookings(marked: Between) -> None:
    """A full meetup with a council that comes, one that waits and one that gave its places back."""
    programme = Meetups()
    meetup = _place(marked, "full", programme.thing(3))
    make.page(meetup, marked.show("full meetup"), lead=marked.show("full words"))
    for state, size in (("confirmed", 3), ("waiting", 2), ("given back", 2)):
        worker = _worker(marked, state)
        Council.objects.filter(pk=worker.council_id).update(name=marked.hide(f"{state} council"))
        places = programme.ask(meetup, size, by=worker)
        Booking.objects.filter(places=places).update(needs=marked.hide(f"{state} needs"))
        for person in YoungPerson.objects.filter(booking__places=places):
            said = {name: marked.hide(f"{state} {name} {person.number}") for name in ("name", "needs")}
            YoungPerson.objects.filter(pk=person.pk).update(**said)
        if state == "given back":
            programme.cancel(places)
    states = set(Places.objects.values_list("state", flat=True))
    assert states == {State.CONFIRMED, State.WAITING, State.CANCELLED}, states
    _worker(marked, "unchecked", checked=False)
    _place(marked, "unannounced", make.meetup(days=60))


def _questions(marked: Between) -> None:
    meetup = _place(marked, "asked", make.meetup(days=50))
    make.page(meetup, marked.show("asked meetup"))
    make.shown_question(meetup, words=f"May every council read {marked.share('shown question')}?")
    make.question(meetup, words=f"Who reads {marked.hide('waiting question')}?")
    refused = make.question(meetup, words=f"Who reads {marked.hide('refused question')}?")
    note = marked.hide("refused question note")
    decide(refused, UserFactory(lead=True), Verdict.REFUSE, reason="question-person", note=note)
    _hold(make.shown_question(meetup, words=f"Who reads {marked.hide('held question')}?"))
    past = _place(marked, "past", make.meetup())
    answered = make.shown_question(past, words=f"Who came to {marked.show('answered question')}?")
    _past(marked, past)
    said = f"We do, to {marked.show('what came of it')}."
    questions.note(question=answered, by="system", came=Came.ANSWERED, words=said, user=UserFactory())


def _past(marked: Between, meetup: Meetup) -> None:
    page = make.page(meetup, marked.show("past meetup"))
    make.begun(meetup)
    make.after_page(page)


def _promises(marked: Between) -> None:
    meetup = make.begun(make.meetup(), days_ago=3)
    shown = make.shown_promise(meetup, f"A bus to {marked.show('shown promise')}.")
    make.news(shown, words=f"It left for {marked.hide('unchecked news')}.")
    make.promise(meetup, f"A bus to {marked.hide('unchecked promise')}.", who=marked.hide("unchecked office"))
    refused = make.promise(meetup, f"A bus to {marked.hide('refused promise')}.")
    decide(refused, UserFactory(lead=True), Verdict.REFUSE, reason="promise-person")
    _hold(make.shown_promise(meetup, f"A bus to {marked.hide('held promise')}."))


def _pictures(marked: Between) -> None:
    meetup = Meetup.objects.get(pages__title=marked.public["past meetup"].decode())
    make.approved(make.a_picture(meetup, alt=marked.show("shown picture")), people=0)
    make.a_picture(meetup, alt=marked.hide("unchecked picture"))
    held = make.approved(make.a_picture(meetup, alt=marked.hide("held picture")), people=0)
    marked.keys.append(held.shown_key)
    _hold(held)


def _practice(marked: Between) -> None:
    """What checked workers tell each other: every council may read it, nobody else."""
    worker = _worker(marked, "writing")
    draft = make.draft(worker, title=marked.share("shown post"), words=marked.share("shown post words"))
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + marked.share("shown paper bytes").encode())
    practice.add_paper(post=draft, file=paper, called=marked.share("shown paper"), by="system")
    shown = make.approved(practice.send(post=draft, by="system"))
    make.approved(make.answer(shown, _worker(marked, "answering"), f"So did {marked.share('shown answer')}."))
    make.answer(shown, worker, f"So did {marked.hide('unchecked answer')}.")
    make.draft(worker, title=marked.hide("draft post"), words=marked.hide("draft post words"))
    waiting = make.draft(worker, title=marked.hide("waiting post"), words=marked.hide("waiting post words"))
    paper = SimpleUploadedFile("b.pdf", b"%PDF-1.7 " + marked.hide("waiting paper bytes").encode())
    practice.add_paper(post=waiting, file=paper, called=marked.hide("waiting paper"), by="system")
    practice.send(post=waiting, by="system")
    _hold(make.shown_post(worker, title=marked.hide("held post")))


def _councils(marked: Between) -> None:
    """What councils say of themselves: public, being written, being checked, refused, held."""

    def said(what: str, mark: Any = marked.hide) -> dict[str, Any]:
        return {name: mark(f"{what} page {name}") for name in ("called", "words")}

    councils.shown(_worker(marked, "public page"), **said("public", marked.show))
    councils.written(_worker(marked, "written page"), **said("written"))
    councils.sent(_worker(marked, "waiting page"), logo=True, **said("waiting"))
    refused = councils.sent(_worker(marked, "refused page"), **said("refused"))
    decide(refused, UserFactory(lead=True), Verdict.REFUSE, reason="council-person")
    held = councils.shown(_worker(marked, "held page"), logo=True, **said("held"))
    marked.keys.append(held.shown_key)
    _hold(held)
    gone = councils.shown(_worker(marked, "ended page"), **said("ended"))
    workers = Worker.objects.filter(council=gone.council)
    workers.update(checked_until=timezone.localdate() - timedelta(days=1))


def _pledge(marked: Between) -> None:
    make_pledge.version(title=marked.show("pledge"))

    def said(what: str, *, is_secret: bool = True) -> dict[str, Any]:
        word = marked.hide if is_secret else marked.show
        return {
            "kind": Kind.ORGANISATION,
            "name": word(f"{what} signer"),
            "organisation": word(f"{what} organisation"),
            "how": word(f"{what} how"),
        }

    make_pledge.asked(marked.hide_address("unconfirmed signer address"), **said("unconfirmed"))
    make_pledge.signed(marked.hide_address("quiet signer address"), **said("quiet"))
    waiting = make_pledge.signed(
        marked.hide_address("waiting signer address"), **said("waiting"), wants_name=True
    )
    make_pledge.named(waiting, approve=1)
    refused = make_pledge.signed(
        marked.hide_address("refused signer address"), **said("refused"), wants_name=True
    )
    name = make_pledge.named(refused, approve=0)
    decide(name, UserFactory(moderator=True), Verdict.REFUSE, reason="pledge-contact")
    shown = make_pledge.signed(
        marked.hide_address("shown signer address"), **said("shown", is_secret=False), wants_name=True
    )
    make_pledge.named(shown)
    make_pledge.reply(more=f"They painted {marked.hide('words of a reply')}.")
    marked.codes += [make_pledge.token(signature) for signature in Signature.objects.all()]


def _help(marked: Between) -> None:
    for what, safe in (("calm", "yes"), ("red", "no")):
        said = {name: marked.hide(f"{what} help {name}") for name in ("words", "name")}
        case = CaseFactory(safe=safe, way="phone", reach=marked.hide_number(f"{what} help number"), **said)
        _work_on(marked, what, case)
        marked.codes.append(codes.issue(case))


def _work_on(marked: Between, what: str, case: Case) -> None:
    somebody = adviser()
    by = {"by": audit.actor(somebody), "user": somebody}
    help_cases.answer(case=case, words=marked.hide(f"{what} help answer"), **by)
    help_cases.note(case=case, words=marked.hide(f"{what} help note"), **by)


def _hold(subject: Any) -> None:
    user = UserFactory(lead=True)
    safeguarding.hold(subject=subject, reason="worry", by=audit.actor(user), user=user)
