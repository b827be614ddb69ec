"""What can happen to a film before it is public: sent, asked about, reviewed, refused, held, replaced."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from wagtail.models import WorkflowState

from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.enums import Channel, Party, Purpose
from consent.models import Answer, Ask
from consent.queries import Voice
from moderation.enums import Verdict
from moderation.models import Reason
from our_childhood import actions, asking, drafts, gate, story
from our_childhood.answers import AnswersMissing
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from outbox.models import Message
from people import codes
from people.models import Contact, ReceiptCode
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory
from tests.factories.moderation import fresh, give
from tests.factories.our_childhood import DraftFactory, FilmFactory, PromptFactory, grown_up, upload_of, video
from tests.factories.uploads import UploadFactory
from uploads.errors import UploadNotReady
from video.enums import Stage
from video.models import Video
from video.signals import previewed

pytestmark = pytest.mark.django_db

GUARDIAN = Voice(1, Party.GUARDIAN)


def submit(draft: FilmDraft):
    return actions.submit(draft=draft, upload=upload_of(draft), by="child")


# --- Sent --------------------------------------------------------------------------------------


def test_submit_makes_everything_at_once():
    """Film, video, the child's yes in its exact words, a code, an empty journey, an audit entry."""
    draft = DraftFactory()
    film, code = submit(draft)
    assert not film.live
    assert not film.others_in_film
    maker = consent_queries.person(film, 1)
    assert (maker.needs_guardian, maker.in_frame, maker.care) == (False, True, "no")
    assert film.video.stage == Stage.RECEIVED
    assert codes.find(code).subject == film
    answer = Answer.objects.get()
    assert (answer.subject, answer.party, answer.yes) == (film, Party.CHILD, True)
    assert answer.wording.version == 1
    draft.refresh_from_db()
    assert draft.answers == {}
    assert draft.film == film
    assert AuditEntry.objects.filter(subject=f"our_childhood.film:{film.pk}", act="film.received").exists()
    assert story.state(film) == FilmState.ARRIVING


def test_submit_keeps_the_words_in_the_language_they_were_read_in():
    with translation.override("ar"):
        film, _ = submit(DraftFactory())
    assert Answer.objects.get().wording.language == "ar"
    assert film.language == "ar"


def test_submit_under_13_asks_the_grown_up():
    """S7: an address, a link, one message, in the transaction of the sending."""
    film, _ = submit(DraftFactory(young=True))
    contact = Contact.objects.get()
    assert contact.subject == film
    assert contact.email == "sam@post.example"
    message = Message.objects.get()
    assert message.to == contact.email
    assert message.template == "yes_asked"
    assert consent_queries.token_of(Ask.objects.get()) in message.context["link"]
    assert film.title not in str(message.context)
    assert story.state(film) == FilmState.WAITING_FOR_GROWN_UP


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["age_band", "email"]),
        ({"age_band": "7-9"}, ["email"]),
        ({"age_band": "7-9", "email": "  "}, ["email"]),
        ({"age_band": "99", "email": "a@b.example"}, ["age_band"]),
    ],
)
def test_submit_without_an_answer_changes_nothing(answers, missing):
    draft = DraftFactory(answers=answers)
    with pytest.raises(AnswersMissing) as raised:
        submit(draft)
    assert raised.value.questions == missing
    assert not Film.objects.exists()
    assert drafts.owner_of(draft)
    draft.refresh_from_db()
    assert draft.sent_at is None
    assert draft.answers == answers


def test_submit_needs_a_whole_file_of_this_very_journey():
    """S33: a random address is not enough; the bytes must be all here, and ours."""
    draft = DraftFactory()
    others = UploadFactory(complete=True)
    half = UploadFactory(owner=drafts.owner_of(draft))
    for upload in (None, others, half):
        with pytest.raises(UploadNotReady):
            actions.submit(draft=draft, upload=upload, by="child")
    assert not Film.objects.exists()
    draft.refresh_from_db()
    assert draft.sent_at is None


def test_submit_twice_answers_the_same_film_and_code():
    """F8: a double tap or a lost answer; the code is kept nowhere and still told again."""
    draft = DraftFactory()
    first = submit(draft)
    again = actions.submit(draft=draft, upload=None, by="child")
    assert again == first
    assert Film.objects.count() == ReceiptCode.objects.count() == Answer.objects.count() == 1


def test_an_expired_journey_is_over():
    draft = DraftFactory(expires_at=timezone.now())
    with pytest.raises(asking.JourneyOver):
        submit(draft)


def test_prompt_that_has_gone_costs_nobody_a_film():
    prompt = PromptFactory()
    answers = {"prompt": str(prompt.translation_key), "age_band": "16-17", "me": "no", "others": 0}
    draft = DraftFactory(answers=answers)
    draft_of_gone = DraftFactory(answers={**answers, "prompt": "3f0c0000-0000-4000-8000-000000000000"})
    assert submit(draft).film.prompt == prompt
    assert submit(draft_of_gone).film.prompt is None


def test_name_is_made_by_us_and_unique_in_addresses(monkeypatch):
    """S2; and a thousand Brave Singing Otters still have addresses of their own."""
    monkeypatch.setattr(actions, "friendly_name", lambda: "Brave Singing Otter")
    films = [submit(DraftFactory()).film for _ in range(3)]
    assert {film.title for film in films} == {"Brave Singing Otter"}
    assert len({film.slug for film in films}) == 3


# --- A grown-up --------------------------------------------------------------------------------


def answer(film: Film, *, yes: bool):
    asked = consent_queries.asks(film).get(closed_at__isnull=True)
    return consent_actions.answer(
        subject=film,
        party=Party.GUARDIAN,
        purpose=Purpose.PUBLISH_FILM,
        yes=yes,
        wording=asked.wording,
        channel=Channel.LINK,
        by="guardian",
        asked=asked,
    )


def preview_is_made(film: Film) -> None:
    Video.objects.filter(pk=film.video_id).update(stage=Stage.PREVIEWED)
    previewed.send(sender=Video, video=Video.objects.get(pk=film.video_id))


@pytest.mark.parametrize("yes_first", [True, False])
def test_review_begins_when_yes_and_preview_are_both_there(yes_first, django_capture_on_commit_callbacks):
    """S7, ADR 0050: nobody watches before a grown-up said yes; the order does not matter."""
    film, _ = submit(DraftFactory(young=True))

    def say_yes():
        with django_capture_on_commit_callbacks(execute=True):
            answer(film, yes=True)

    steps = [say_yes, lambda: preview_is_made(film)]
    steps = steps if yes_first else steps[::-1]
    steps[0]()
    assert fresh(film).current_workflow_state is None
    steps[1]()
    state = fresh(film).current_workflow_state
    assert state is not None
    assert state.requested_by is None
    assert story.state(fresh(film)) == FilmState.IN_REVIEW


def test_review_begins_once_however_often_it_is_told():
    """F8: the signal twice, and the sweeper."""
    film, _ = submit(DraftFactory())
    for _ in range(3):
        preview_is_made(film)
    assert not actions.begin_review(film=film, by="system")
    assert WorkflowState.objects.for_instance(film).count() == 1


def test_a_grown_ups_no_is_final_and_deletes(django_capture_on_commit_callbacks, run_tasks):
    """S7: in the same transaction; the child sees that it was taken back."""
    film, code = submit(DraftFactory(young=True))
    with django_capture_on_commit_callbacks(execute=True):
        answer(film, yes=False)
    run_tasks()
    film = fresh(film)
    assert film.withdrawn_by == WithdrawalRoute.GUARDIAN
    assert film.erased_at is not None
    assert not Contact.objects.exists()
    assert codes.find(code).subject == film
    assert not actions.begin_review(film=film, by="system")


def test_ask_again_at_the_right_address():
    """The wrong address is forgotten, its link ends, and the right one gets its own."""
    film, _ = submit(DraftFactory(young=True))
    old = consent_queries.token_of(Ask.objects.get())
    asking.ask_again(film=film, voice=GUARDIAN, email="right@post.example", by="child")
    assert Contact.objects.get().email == "right@post.example"
    assert consent_queries.open_ask(old) is None
    assert Message.objects.filter(to="right@post.example").count() == 1


def test_a_film_causes_few_e_mails():
    """Nobody's inbox is flooded from here, whoever types the addresses."""
    film, _ = submit(DraftFactory(young=True))
    for number in range(asking.MOST_ASKS - 1):
        asking.ask_again(film=film, voice=GUARDIAN, email=f"someone{number}@post.example", by="child")
    with pytest.raises(asking.TooManyAsks):
        asking.ask_again(film=film, voice=GUARDIAN, email="one-more@post.example", by="child")
    assert Message.objects.count() == asking.MOST_ASKS


def test_nobody_is_asked_after_an_answer_or_a_withdrawal():
    film, _ = submit(DraftFactory(young=True))
    answer(film, yes=True)
    with pytest.raises(asking.JourneyOver):
        asking.ask_again(film=film, voice=GUARDIAN, email="late@post.example", by="child")
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    with pytest.raises(gate.NotCleared):
        asking.ask_again(film=film, voice=GUARDIAN, email="late@post.example", by="child")


# --- Verdicts and holds ------------------------------------------------------------------------


def reason(verdict: Verdict) -> Reason:
    return Reason.objects.filter(verdict=verdict, active=True).first()


def test_first_approval_asks_for_the_ladder():
    """Design 3.3: a refused film never costs more than its preview."""
    film = FilmFactory(in_review=True, stage=Stage.PREVIEWED)
    assert film.video.ladder_wanted_at is None
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert fresh(film).video.ladder_wanted_at is not None


def test_refusal_tells_the_child_why(django_capture_on_commit_callbacks, run_tasks):
    """The reply is the reason's; the file stays for a second look (S15); grown-ups hear of news, not what."""
    film = FilmFactory(in_review=True)
    grown_up(film)
    why = reason(Verdict.REFUSE)
    with django_capture_on_commit_callbacks(execute=True):
        give(film, UserFactory(moderator=True), Verdict.REFUSE, reason=why.code)
    run_tasks()
    film = fresh(film)
    told = story.tell(film)
    assert told.state == FilmState.REFUSED
    assert told.reply == why.reply
    assert film.video.original_deleted_at is None
    news = Message.objects.get(template="film_news")
    assert why.reply not in str(news.context)
    assert film.title not in str(news.context)


def test_refusal_after_release_takes_the_film_off(django_capture_on_commit_callbacks, run_tasks):
    """S16: a second thought counts at once."""
    film = FilmFactory(public=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.refuse(film=film, reason=reason(Verdict.REFUSE), by="system")
    assert not Film.objects.public().exists()
    run_tasks()
    assert fresh(film).video.public_prefix == ""
    assert not actions.refuse(film=film, reason=None, by="system")


def test_asked_for_a_change_the_child_sends_another_file(django_capture_on_commit_callbacks, run_tasks):
    """F13: every approval is void, the old file goes, a new round begins, whoever said yes is asked anew."""
    film, code = submit(DraftFactory(young=True))
    answer(film, yes=True)
    preview_is_made(film)
    film = fresh(film)
    give(film, UserFactory(moderator=True), Verdict.ASK_CHANGE, reason=reason(Verdict.ASK_CHANGE).code)
    film = fresh(film)
    old_video, old_round = film.video, WorkflowState.objects.for_instance(film).get()
    assert story.state(film) == FilmState.CHANGE_ASKED
    assert story.tell(film).can_send_new

    draft = DraftFactory(replaces=film, answers={"me": "yes", "others": 0})
    with django_capture_on_commit_callbacks(execute=True):
        again, same_code = submit(draft)
    assert again == film
    assert same_code is None
    assert codes.find(code).subject == film
    film = fresh(film)
    assert film.video != old_video
    assert film.change_asked_at is None
    assert story.state(film) == FilmState.WAITING_FOR_GROWN_UP
    run_tasks()
    assert Video.objects.get(pk=old_video.pk).erased_at is not None

    preview_is_made(film)
    assert fresh(film).current_workflow_state is None
    with django_capture_on_commit_callbacks(execute=True):
        answer(film, yes=True)
    new_round = fresh(film).current_workflow_state
    assert new_round.pk != old_round.pk
    assert WorkflowState.objects.get(pk=old_round.pk).status == WorkflowState.STATUS_CANCELLED


@pytest.mark.parametrize("state", ["in_review", "public", "withdrawn", "refused"])
def test_a_new_file_is_taken_only_when_it_was_asked_for(state):
    """B: nobody swaps the file of a film that is being watched, or is public, or is gone."""
    film = FilmFactory(public=True) if state == "public" else FilmFactory(in_review=True)
    if state == "withdrawn":
        actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    if state == "refused":
        actions.refuse(film=film, reason=None, by="system")
    before, videos = fresh(film).video_id, Video.objects.count()
    draft = DraftFactory(replaces=film, answers={"me": "yes", "others": 0})
    with pytest.raises(asking.JourneyOver):
        submit(draft)
    assert fresh(film).video_id == before
    assert Video.objects.count() == videos


def test_an_unreadable_file_can_be_sent_again():
    film = FilmFactory(video=video(Stage.REFUSED, refusal="incomplete"))
    told = story.tell(film)
    assert told.state == FilmState.UNREADABLE
    assert told.can_send_new
    assert told.reply
    again, _ = submit(DraftFactory(replaces=film, answers={"me": "yes", "others": 0}))
    assert story.state(fresh(again)) == FilmState.ARRIVING


def test_a_hold_hides_at_once_and_lifting_it_brings_the_film_back(
    django_capture_on_commit_callbacks, run_tasks
):
    """S16: hidden with the commit; the files go and come under another address."""
    film = FilmFactory(public=True)
    prefix = film.video.public_prefix
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.hold(subject=film, reason="concern", by="user:1")
    assert not Film.objects.public().exists()
    run_tasks()
    assert fresh(film).video.public_prefix == ""
    assert story.state(fresh(film)) == FilmState.HELD
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.lift(subject=film, by="user:1")
    run_tasks()
    film = fresh(film)
    assert Film.objects.public().get() == film
    assert film.video.public_prefix not in ("", prefix)


def test_a_childs_own_no_takes_the_film_back():
    """S7: the child says no: it is a no."""
    film = FilmFactory(in_review=True)
    AnswerFactory(subject=film, no=True)
    assert fresh(film).withdrawn_by == WithdrawalRoute.CODE


def test_form_file_and_pieces_end_in_the_same_film():
    """S30: without JavaScript an ordinary form brings the same bytes."""
    from uploads.actions import take_form_file

    draft = DraftFactory()
    upload = take_form_file(
        file=SimpleUploadedFile("a.mp4", b"bytes of a film"), owner=drafts.owner_of(draft)
    )
    film = actions.submit(draft=draft, upload=upload, by="child").film
    assert film.video.size == len(b"bytes of a film")
    assert film.video.original_key == upload.key
