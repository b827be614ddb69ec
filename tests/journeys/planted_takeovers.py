"""Takeovers in every state, each full of words that can be told from all others, by the product's verbs."""

from __future__ import annotations

from dataclasses import dataclass, field

from moderation.enums import Verdict
from safeguarding import actions as safeguarding
from safeguarding import audit
from takeover import actions as hosts
from takeover.challenges import actions as challenges
from takeover.challenges.enums import CalledOffFor
from takeover.enums import SuspendedFor
from takeover.sign_ups.enums import Ages
from takeover.sign_ups.models import SignUp
from tests.factories import challenges as make_challenge
from tests.factories import days as make_day
from tests.factories import sign_ups as make_sign_up
from tests.factories import stories as make_story
from tests.factories import takeover as make_host
from tests.factories import wishes as make_wish
from tests.factories.accounts import UserFactory


@dataclass
class Marked:
    """Words that everybody may read, and words that nobody without a right may; by what they are."""

    public: dict[str, bytes] = field(default_factory=dict)
    secret: dict[str, bytes] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def show(self, what: str) -> str:
        """Return a word to plant where everybody may read it."""
        return self._mark(self.public, what)

    def hide(self, what: str) -> str:
        """Return a word to plant where nobody may read it."""
        return self._mark(self.secret, what)

    @staticmethod
    def _mark(marks: dict[str, bytes], what: str) -> str:
        word = f"Zq{what.replace(' ', '')}zq"
        marks[what] = word.encode()
        return word


def plant() -> Marked:
    """Commit hosts, challenges, groups, children, waiting lists, wishes and stories; return their words."""
    marked = Marked()
    make_story.a_home()
    _hosts(marked)
    _challenges(marked)
    _groups(marked)
    _wishes(marked)
    _stories(marked)
    return marked


def _hosts(marked: Marked) -> None:
    lead = UserFactory(lead=True, is_staff=True)
    for state in ("waiting", "asked", "refused", "suspended", "unsent"):
        said = {
            name: marked.hide(f"{state} host {name}")
            for name in ("name", "contact_name", "lead_name", "adults", "insurer")
        }
        said["decide"] = f"{marked.hide(f'{state} host decide')} is what they decide, all of them, for a day."
        if state == "unsent":
            make_host.paper(make_host.registration(**said))
        elif state == "suspended":
            host = make_host.approved_host(**said)
            hosts.suspend(host=host, reason=SuspendedFor.STAFF, by=audit.actor(lead), user=lead)
            shown = make_challenge.ChallengeFactory(
                published=True, host=host, title=marked.hide("suspended host challenge")
            )
            assert shown.live
        else:
            host = make_host.waiting_host(**said)
            if state == "asked":
                user = UserFactory(moderator=True)
                make_host.look(host, user)
                hosts.ask(host=host, words=marked.hide("asked question"), reason="host-question", user=user)
            if state == "refused":
                make_host.decide(
                    host, UserFactory(moderator=True), Verdict.REFUSE, reason="host-shadowing",
                    note=marked.hide("refused note"),
                )  # fmt: skip


def _challenges(marked: Marked) -> None:
    host = make_host.approved_host(name=marked.show("host name"), lead_phone="01632 960 777")
    marked.secret["host lead phone"] = b"01632 960 777"
    for state in ("public", "draft", "sent", "held", "changing"):
        word = marked.show if state == "public" else marked.hide
        secret = {
            name: marked.hide(f"{state} challenge {name}")
            for name in ("address", "contact_name", "directions")
        }
        said = secret | {"title": word(f"{state} title"), "bring": word(f"{state} bring")}
        if state == "draft":
            make_challenge.draft(host, **said)
        elif state == "sent":
            make_challenge.sent(host, **said)
        elif state == "changing":
            said |= {"title": marked.show("changing title"), "bring": marked.show("changing bring")}
            challenge = make_challenge.approved(host, **said)
            draft = challenges.draft_of(challenge=challenge)
            new = {"title": marked.hide("changed title")}
            challenges.keep(draft=draft, answers=new, by="host")
            challenges.send(draft=draft, by="host")
            del marked.secret["changing title"], marked.secret["changing bring"]
        else:
            challenge = make_challenge.approved(host, **said)
            if state == "held":
                user = UserFactory(lead=True)
                safeguarding.hold(subject=challenge, reason="worry", by=audit.actor(user), user=user)
    off = make_challenge.approved(host, address=marked.hide("called off address"))
    challenges.call_off(challenge=off, why=CalledOffFor.PLACE, by="host")


def _groups(marked: Marked) -> None:
    challenge = make_challenge.ChallengeFactory(
        published=True, oldest=17, capacity=4, largest_group=4, address=marked.hide("sure address")
    )
    for state in ("confirmed", "waiting", "over"):
        group = make_sign_up.GroupFactory(
            checked=True,
            name=marked.hide(f"{state} group"),
            lead_name=marked.hide(f"{state} group lead"),
            role=marked.hide(f"{state} group role"),
            phone=marked.hide(f"{state} group phone"),
        )
        if state == "over":
            made = make_day.coming(group=group)
        else:
            made = make_sign_up.SignUpFactory(
                challenge=challenge, group=group, confirmed=state == "confirmed"
            )
        for ticket in made.tickets.here():
            make_sign_up.name_it(
                ticket,
                marked.hide(f"{state} child{ticket.number}"),
                marked.hide(f"{state} needs{ticket.number}"),
            )
        marked.codes += [make_sign_up.code_of(key) for key in _keys(made)]
        if state == "over":
            make_day.in_days(made, -1)
            make_day.mark(made)
    make_sign_up.SignUpFactory(
        guardian=True, challenge=challenge, ages=Ages.YOUNGER, email="zqguardianzq@post.example"
    )
    marked.secret["guardian address"] = b"zqguardianzq@post.example"
    make_sign_up.GroupFactory(name=marked.hide("unchecked group"), lead_name=marked.hide("unchecked lead"))


def _keys(made: SignUp) -> list[object]:
    return [make_sign_up.key_of(ticket) for ticket in made.tickets.here()[:1]]


def _wishes(marked: Marked) -> None:
    make_wish.public_wish(f"I want to run {marked.show('public wish')}")
    make_wish.waiting_wish(f"I want to run {marked.hide('waiting wish')}")
    refused = make_wish.waiting_wish(f"I want to run {marked.hide('refused wish')}")
    make_wish.decide(refused, UserFactory(moderator=True), Verdict.REFUSE, reason="wish-name")
    held = make_wish.public_wish(f"I want to run {marked.hide('held wish')}")
    user = UserFactory(lead=True)
    safeguarding.hold(subject=held, reason="worry", by=audit.actor(user), user=user)


def _stories(marked: Marked) -> None:
    make_story.shown(
        make_story.waiting(title=marked.show("public story"), words=_long(marked.show("story words")))
    )
    make_story.draft(title=marked.hide("draft story"), words=_long(marked.hide("draft words")))
    make_story.waiting(title=marked.hide("waiting story"), words=_long(marked.hide("waiting words")))
    make_story.approved(make_story.waiting(title=marked.hide("approved story")))


def _long(word: str) -> str:
    return f"{word} was the first thing they chose, and they went on choosing until the evening came."
