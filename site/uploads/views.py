"""/upload/: a tus 1.0 server with creation, creation-with-upload, expiration, termination and checksum.

An upload belongs to its journey. Whoever cannot show the journey's cookie gets 404 for an address
that exists, as for one that does not. The views are exempt from the CSRF token, which tus clients
cannot send: a request must carry Tus-Resumable, which no other site's page can add without a
preflight that is never granted, and must not come from another origin.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

import storage
from people import limits
from uploads import actions, leases, receiving, tus
from uploads.errors import (
    ChecksumMismatch,
    TooManyUploads,
    UploadBusy,
    UploadGone,
    UploadTooLarge,
    WriterOvertaken,
    WrongOffset,
)
from uploads.models import Upload

# 30 children of one class, each with a few tries (S38).
BEGINNINGS = 150
BEGINNINGS_SECONDS = 600


def spoken[**P](
    view: Callable[Concatenate[HttpRequest, str, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let `view` speak tus: check version, origin and owner before it, turn its errors into answers."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = _checked(request) or view(request, _owner(request), *args, **kwargs)
        except (Upload.DoesNotExist, Http404):
            response = _say(404, _("There is no such upload."))
        except tus.BadHeader as error:
            response = _say(400, str(error))
        except UploadGone:
            response = _say(410, _("This upload has ended. Please start again."))
        except WrongOffset:
            response = _say(409, _("Please ask where to go on."))
        except (UploadBusy, WriterOvertaken):
            response = _say(423, _("This film is being sent from somewhere else right now."))
            response["Retry-After"] = str(int(leases.TTL.total_seconds()))
        except UploadTooLarge:
            response = _say(413, _("This film is too big."))
        except TooManyUploads:
            response = _say(429, _("You are sending many films at once. Please wait for one to arrive."))
        except ChecksumMismatch:
            response = _say(460, _("Something got lost on the way. Please send it again."))
        except storage.StorageFull:
            response = _say(507, _("We have no room right now. Your film is still safe with you."))
        except storage.StorageError:
            response = _say(503, _("We cannot keep your film right now. Please try again soon."))
            response["Retry-After"] = "10"
        finally:
            leases.release_connection()
        response["Tus-Resumable"] = tus.VERSION
        response["Cache-Control"] = "no-store"
        return response

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", answer)


@spoken
def uploads(request: HttpRequest, owner: str) -> HttpResponse:
    """OPTIONS says what is understood; POST makes room for a file, and may carry its first bytes."""
    match _method(request):
        case "OPTIONS":
            return _capabilities()
        case "POST":
            return _begin(request, owner)
    return _not_allowed("OPTIONS, POST")


@spoken
def upload(request: HttpRequest, owner: str, upload_id: UUID) -> HttpResponse:
    """HEAD says how far it is; PATCH goes on; DELETE gives up."""
    match _method(request):
        case "OPTIONS":
            return _capabilities()
        case "HEAD":
            return _progress(Upload.objects.get(pk=upload_id, owner=owner))
        case "PATCH":
            return _go_on(request, owner, upload_id)
        case "DELETE":
            return _give_up(owner, upload_id)
    return _not_allowed("OPTIONS, HEAD, PATCH, DELETE")


def _begin(request: HttpRequest, owner: str) -> HttpResponse:
    if "Upload-Defer-Length" in request.headers:
        raise tus.BadHeader("Upload-Length must be told at the beginning.")
    length = tus.number(request.headers, "Upload-Length")
    body = _body_length(request) if request.content_type == tus.BODY_TYPE else 0
    if length > settings.UPLOAD_MAX_BYTES or body > length:
        raise UploadTooLarge
    expected = tus.announced_sha256(request.headers)
    checksum = tus.checksum(request.headers)
    if not limits.allow(request, act="upload", most=BEGINNINGS, seconds=BEGINNINGS_SECONDS):
        answer = _say(429, _("Many films are coming from where you are. Please try again in ten minutes."))
        answer["Retry-After"] = str(BEGINNINGS_SECONDS)
        return answer
    made = actions.begin(owner=owner, length=length, expected_sha256=expected)
    response = HttpResponse(status=201)
    if body or not length:
        lease = leases.take(made.pk, owner, offset=0)
        try:
            receiving.receive(lease, request.read, length=body, checksum=checksum)
        finally:
            lease.release()
        made = lease.upload
    response["Location"] = reverse("uploads:upload", args=[made.pk])
    return _with_progress(response, made)


def _go_on(request: HttpRequest, owner: str, upload_id: UUID) -> HttpResponse:
    if request.content_type != tus.BODY_TYPE:
        return _say(415, f"Content-Type must be {tus.BODY_TYPE}.")
    offset = tus.number(request.headers, "Upload-Offset")
    length = _body_length(request)
    checksum = tus.checksum(request.headers)
    known = Upload.objects.get(pk=upload_id, owner=owner)
    if offset + length > known.length:
        raise UploadTooLarge
    if known.completed_at and offset == known.length:
        return _progress(known, status=204)
    lease = leases.take(upload_id, owner, offset=offset)
    try:
        receiving.receive(lease, request.read, length=length, checksum=checksum)
    except ChecksumMismatch:
        if lease.upload.expected_sha256 and checksum is None:
            # The whole is not what was announced: no byte of it can be told right from wrong (F11).
            actions.discard(upload=lease.upload)
        raise
    finally:
        lease.release()
    return _with_progress(HttpResponse(status=204), lease.upload)


def _give_up(owner: str, upload_id: UUID) -> HttpResponse:
    known = Upload.objects.get(pk=upload_id, owner=owner)
    if not Upload.objects.live().filter(pk=known.pk).exists():
        raise UploadGone
    actions.discard(upload=known)
    return HttpResponse(status=204)


def _progress(known: Upload, *, status: int = 200) -> HttpResponse:
    if not Upload.objects.live().filter(pk=known.pk).exists():
        raise UploadGone
    response = _with_progress(HttpResponse(status=status), known)
    response["Upload-Length"] = str(known.length)
    return response


def _with_progress(response: HttpResponse, known: Upload) -> HttpResponse:
    response["Upload-Offset"] = str(known.acknowledged)
    response["Upload-Expires"] = tus.expires(known.expires_at)
    return response


def _capabilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = tus.VERSION
    response["Tus-Extension"] = tus.EXTENSIONS
    response["Tus-Max-Size"] = str(settings.UPLOAD_MAX_BYTES)
    response["Tus-Checksum-Algorithm"] = ",".join(tus.ALGORITHMS)
    return response


def _checked(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a request that is not for us, None when it is."""
    if _method(request) == "OPTIONS":
        return _capabilities()
    if _is_foreign(request):
        return _say(403, _("Films can only be sent from our own pages."))
    if request.headers.get("Tus-Resumable") != tus.VERSION:
        response = _say(412, f"Tus-Resumable must be {tus.VERSION}.")
        response["Tus-Version"] = tus.VERSION
        return response
    return None


def _is_foreign(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc != request.get_host() and origin not in settings.CSRF_TRUSTED_ORIGINS


def _owner(request: HttpRequest) -> str:
    owner = import_string(settings.UPLOAD_OWNER)(request)
    if not owner:
        raise Http404
    return str(owner)


def _method(request: HttpRequest) -> str:
    if request.method == "POST":
        return request.headers.get("X-HTTP-Method-Override", "POST").upper()
    return request.method or ""


def _body_length(request: HttpRequest) -> int:
    if not request.META.get("CONTENT_LENGTH"):
        raise tus.BadHeader("Content-Length must be told.")
    try:
        return max(0, int(request.META["CONTENT_LENGTH"]))
    except ValueError as error:
        raise tus.BadHeader("Content-Length must be a whole number.") from error


def _say(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _not_allowed(methods: str) -> HttpResponse:
    response = _say(405, _("That cannot be done here."))
    response["Allow"] = methods
    return response
