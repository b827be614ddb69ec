"""The whole site and one page that asks for a film, as docs/features/upload.md describes it."""

from __future__ import annotations

import json

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as everything
from tests.uploads.journeys import COOKIE, owner_of
from uploads import actions, queries
from uploads.errors import StorageFull, UploadTooLarge
from uploads.wording import script_messages

PAGE = Template("""{% load static %}<!doctype html><html lang="en"><title>Your film</title>
<main><h1>Your film</h1><form method="post" enctype="multipart/form-data" data-upload
  data-upload-url="/upload/"
  data-upload-journey="{{ journey }}" data-max-bytes="{{ most }}" data-max-seconds="125"
  data-messages="{{ messages }}">
  <input type="hidden" name="upload" value="{{ upload }}">
  <label for="film">Your film</label> <input type="file" id="film" name="film" accept="video/*">
  <button type="button" data-upload-camera hidden>Film it now</button>
  <div data-upload-panel hidden>
    <progress max="100" value="0" aria-labelledby="upload-status"></progress>
    <p data-upload-status id="upload-status" role="status" aria-live="polite"></p>
    <button type="button" data-upload-pause hidden>Pause</button>
    <button type="button" data-upload-carry-on hidden>Carry on</button>
    <button type="button" data-upload-restart hidden>Pick another film</button>
  </div>
  <label><input type="checkbox" name="tick"> Only people who said yes</label>
  <button type="submit">Continue</button>
</form></main><script type="module" src="{% static 'js/upload.js' %}"></script></html>""")


class FilmForm(forms.Form):
    upload = forms.UUIDField(required=False)
    tick = forms.BooleanField(required=False)


@csrf_exempt
def film(request: HttpRequest) -> HttpResponse:
    """GET asks, POST says what came."""
    owner = owner_of(request) or ""
    if request.method != "POST":
        now = queries.current(owner)
        shown = PAGE.render(
            Context(
                {
                    "journey": request.COOKIES.get(COOKIE, "")[:16],
                    "most": request.GET.get("most", settings.UPLOAD_MAX_BYTES),
                    "messages": script_messages(),
                    "upload": now.pk if now and now.completed_at and "ask" not in request.GET else "",
                }
            )
        )
        return HttpResponse(shown)
    form = FilmForm(request.POST)
    assert form.is_valid()
    told = {"files": sorted(request.FILES), "tick": form.cleaned_data["tick"]}
    try:
        if form.cleaned_data["upload"]:
            upload = actions.claim(upload_id=form.cleaned_data["upload"], owner=owner)
        else:
            upload = actions.take_form_file(file=request.FILES["film"], owner=owner)
    except UploadTooLarge:
        return JsonResponse({**told, "problem": "too large"}, status=413)
    except StorageFull:
        return JsonResponse({**told, "problem": "full"}, status=507)
    return HttpResponse(f"<pre>{json.dumps({**told, 'sha256': upload.sha256, 'size': upload.length})}</pre>")


def cheap(request: HttpRequest) -> HttpResponse:
    """A page that costs nothing, to see what waiting costs."""
    return HttpResponse("here")


urlpatterns = [path("test/film/", film), path("test/cheap/", cheap), *everything]
