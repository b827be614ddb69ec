"""Sign the Pledge, put it right, keep it, take it back: one verb a function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import actions as certificates
from certificates.models import Certificate
from consent import withdrawal
from geography.models import LocalAuthority
from moderation import actions as moderation
from outbox.actions import cancel_for
from outbox.models import Message
from pledge import emails, figures, links, mailboxes, queries
from pledge.enums import Gone, Kind, Role, Route
from pledge.models import PublicName, Signature, Version
from safeguarding import audit

BY = "signer"
CERTIFICATE = "pledge-signed"
KEPT_FOR = timedelta(days=365)
ASKED_BEFORE = timedelta(days=60)  # before it ends: time for two letters
REMINDED_BEFORE = timedelta(days=14)
ANSWERS_IN = timedelta(days=7)  # after the reminder, however late that was
WAITS_FOR = timedelta(days=7)  # for its link to be used
REFUSED_KEPT = timedelta(days=28)  # so that its signer can read why
MOST_AT_ONCE = 200  # a clock that jumps ahead must not end everything at once (F10)


class AlreadySigned(Exception):
    """Another signature of this mailbox counts already."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says when they sign."""

    kind: Kind
    name: str
    role: Role
    organisation: str
    authority: LocalAuthority
    how: str = ""
    wants_name: bool = False


@transaction.atomic
def ask(*, words: Words, email: str, version: Version, language: str, by: str = BY) -> None:
    """Write down what somebody would sign, and send the link that counts it.

    A mailbox whose signature counts already gets the link to that one, and what was typed now is not kept.
    Nothing tells whoever asked which of the two it was.
    """
    signed = queries.counted_of(email, words.kind)
    if signed is not None:
        emails.link(signed, again=True)
        return
    nonce, token_hash = links.fresh()
    signature = Signature.objects.create(
        **_columns(words),
        kind=words.kind,
        version=version,
        email=email,
        email_key=mailboxes.key(email),
        language=language,
        nonce=nonce,
        token_hash=token_hash,
    )
    emails.link(signature)


@transaction.atomic
def send_again(*, email: str, by: str = BY) -> int:
    """Send the links of a mailbox again, at most its last two; return how many those were."""
    found = list(queries.of_mailbox(email)[:2])
    return sum(emails.link(signature, again=True) is not None for signature in found)


def confirm(*, signature: Signature, by: str = BY) -> bool:
    """Count a signature; True for the one call that did it. Raises AlreadySigned.

    The conditional UPDATE is the first write, and the unique index decides between two links of one
    mailbox, pressed at once.
    """
    now = timezone.now()
    until = timezone.localdate() + KEPT_FOR
    try:
        # One transaction and no savepoint in it: in a rush each word to the database counts.
        with transaction.atomic():
            waiting = Signature.objects.waiting().filter(pk=signature.pk)
            if not waiting.update(confirmed_at=now, kept_until=until):
                return False
            audit.record(by=by, act="signature.confirmed", subject=signature, kind=signature.kind)
    except IntegrityError as error:
        raise AlreadySigned from error
    signature.confirmed_at, signature.kept_until = now, until
    return True


@transaction.atomic
def keep(*, signature: Signature, by: str = BY) -> bool:
    """Promise it for another year, in the version in force; False for one that does not count."""
    version = queries.current() or signature.version
    until = timezone.localdate() + KEPT_FOR
    kept = Signature.objects.counted().filter(pk=signature.pk)
    if not kept.update(version=version, kept_until=until, asked_at=None, reminded_at=None):
        return False
    audit.record(by=by, act="signature.kept", subject=signature, version=version.pk)
    return True


@transaction.atomic
def correct(*, signature: Signature, words: Words, by: str = BY) -> None:
    """Put a signature right. Other words for the wall wait for two people again; the kind stays.

    Raises Signature.DoesNotExist when it was taken back at this moment.
    """
    row = Signature.objects.select_related("public_name").get(pk=signature.pk)
    new = _columns(words)
    on_wall = ("name", "role", "organisation", "authority", "how")
    changed = any(getattr(row, name) != new[name] for name in on_wall)
    name = getattr(row, "public_name", None)
    if name is not None and (changed or not words.wants_name):
        # The name first, as whoever takes it off does: both then write to the signature (ADR 0146).
        route = Route.CHANGED if words.wants_name else Route.HIDDEN
        withdrawal.withdraw(subject=name, by=by, route=route)
        PublicName.objects.filter(pk=name.pk).update(signature=None)
    Signature.objects.filter(pk=row.pk).update(**new)
    if row.confirmed_at is not None and changed:
        _end_certificates(row, by=by)
    audit.record(by=by, act="signature.corrected", subject=row)
    signature.refresh_from_db()


def take_back(*, signature: Signature, by: str, route: Gone) -> bool:
    """End a signature at once and for good (S8, C); True for the one caller that did it."""
    done = withdrawal.withdraw(subject=signature, by=by, route=route.value)
    if done:
        transaction.on_commit(figures.forget)
    return done


@transaction.atomic
def erase(*, signature: Signature, by: str, route: str) -> bool:
    """Delete a signature, its name on the wall and its letters; its certificate counts no more.

    Called by consent.withdrawal alone (pledge/ending.py), which keeps a nameless tombstone (F14).
    """
    name = PublicName.objects.here().filter(signature=signature.pk).first()
    if name is not None:
        withdrawal.withdraw(subject=name, by=by, route=Route.GONE)
    row = Signature.objects.select_for_update().filter(pk=signature.pk).first()
    if row is None:
        return False
    _end_certificates(row, by=by)
    audit.record(by=by, act="signature.ended", subject=row, route=route)
    _forget_letters(row)
    Signature.objects.filter(pk=row.pk).delete()
    return True


@transaction.atomic
def certify(*, signature: Signature, named: bool, by: str = BY) -> Certificate | None:
    """Give a signature its certificate, with its signer's name if they wish; None for one that waits."""
    row = (
        Signature.objects.counted()
        .select_for_update(of=("self",))
        .select_related("authority", "version")
        .filter(pk=signature.pk)
        .first()
    )
    if row is None or row.confirmed_at is None:
        return None
    certificate = certificates.issue(
        kind=CERTIFICATE,
        subject=row,
        what=row.version.title,
        who=row.organisation if row.kind == Kind.ORGANISATION else "",
        place=row.authority.name,
        on_date=timezone.localdate(row.confirmed_at),
        by=by,
    )
    wanted = row.name[: certificates.LONGEST_NAME] if named and row.kind == Kind.PERSON else ""
    if certificate.first_name != wanted:
        certificates.name(certificate=certificate, first_name=wanted, by=by)
        certificate.refresh_from_db()
    return certificate


@transaction.atomic
def propose_name(*, signature: Signature) -> bool:
    """Let two people read what the wall would show; False when that is under way already.

    Not in the transaction that confirms: a review costs twenty writes, and a rush is no time for them.
    """
    row = Signature.objects.counted().select_for_update().filter(pk=signature.pk, wants_name=True).first()
    if row is None or PublicName.objects.filter(signature=row).exists():
        return False
    name = PublicName.objects.create(
        signature=row,
        kind=row.kind,
        name=row.name,
        role=row.role,
        organisation=row.organisation,
        authority=row.authority,
        how=row.how,
        language=row.language,
    )
    audit.record(by=audit.SYSTEM, act="publicname.sent", subject=name)
    moderation.start_review(subject=name, by=audit.SYSTEM)
    return True


@transaction.atomic
def ask_again(*, signature: Signature, by: str = audit.SYSTEM) -> bool:
    """Ask whether it is still kept; a second time it is the reminder. False when both were sent.

    Of an older version the question is whether the new one is promised too (ADR 0151).
    """
    row = Signature.objects.counted().select_for_update().filter(pk=signature.pk).first()
    if row is None or row.reminded_at is not None:
        return False
    current = queries.current()
    changed = current is not None and row.version_id != current.pk
    reminder = row.asked_at is not None
    moment = {"reminded_at" if reminder else "asked_at": timezone.now()}
    Signature.objects.filter(pk=row.pk).update(**moment)
    emails.still(row, reminder=reminder, changed=changed)
    return True


def end_older_versions() -> int:
    """Let signatures of older versions end in ASKED_BEFORE, so that they are asked now; return how many."""
    current = queries.current()
    if current is None:
        return 0
    today = timezone.localdate()
    older = Signature.objects.counted().filter(
        version__starts_date__lt=current.starts_date, kept_until__gt=today + ASKED_BEFORE
    )
    some = older.order_by("kept_until", "id").values_list("pk", flat=True)[:MOST_AT_ONCE]
    return Signature.objects.filter(pk__in=list(some)).update(
        kept_until=today + ASKED_BEFORE, asked_at=None, reminded_at=None
    )


def take_off(*, name: PublicName, by: str, route: Route) -> bool:
    """Take a name off the wall; the signature goes on counting."""
    return withdrawal.withdraw(subject=name, by=by, route=route.value)


def forget_waiting() -> int:
    """Delete what was never confirmed within WAITS_FOR; return how many. For the sweep (S1)."""
    old = Signature.objects.waiting().filter(sent_at__lte=timezone.now() - WAITS_FOR)
    done = 0
    for signature in old.order_by("sent_at")[:MOST_AT_ONCE]:
        with transaction.atomic():
            _forget_letters(signature)
            # It may have been confirmed at this very moment; then it stays.
            done += Signature.objects.waiting().filter(pk=signature.pk).delete()[0]
    return done


def end_old() -> int:
    """End signatures nobody said they still keep, and names that were refused; return how many (S1)."""
    now = timezone.now()
    over = Signature.objects.counted().filter(
        kept_until__lt=timezone.localdate(), reminded_at__lte=now - ANSWERS_IN
    )
    refused = PublicName.objects.here().filter(refused_at__lte=now - REFUSED_KEPT)
    ended = [
        take_back(signature=each, by=audit.SYSTEM, route=Gone.EXPIRY)
        for each in over.order_by("kept_until", "id")[:MOST_AT_ONCE]
    ]
    ended += [
        take_off(name=each, by=audit.SYSTEM, route=Route.EXPIRY)
        for each in refused.order_by("refused_at", "id")[:MOST_AT_ONCE]
    ]
    return sum(ended)


def _columns(words: Words) -> dict[str, object]:
    return {
        "name": words.name,
        "role": words.role,
        "organisation": words.organisation,
        "authority": words.authority,
        "how": words.how if words.kind == Kind.ORGANISATION else "",
        "wants_name": words.wants_name,
    }


def _end_certificates(signature: Signature, *, by: str) -> None:
    """Let its certificates count no more, and name nobody: nothing leads from its signer to them now (S1).

    The next has a number of its own, and says what is true then.
    """
    for certificate in Certificate.objects.about(signature).good():
        certificates.revoke(certificate=certificate, by=by)
    certificates.forget(subject=signature, who=True)


def _forget_letters(signature: Signature) -> None:
    cancel_for(audit.reference(signature))
    Message.objects.filter(subject_ref=audit.reference(signature)).update(to="", context={})
