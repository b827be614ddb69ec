"""/my-film/: see what we know, put it right, take it away (S9). Opened by the code, without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geography.models import Region
from our_childhood import asking, correcting, known, tombstone
from our_childhood.enums import AgeBand
from our_childhood.forms import AgeForm, RegionForm
from our_childhood.models import Film
from our_childhood.views.my_film import BY, slow_down, with_film
from people import limits
from safeguarding import audit


class PutRightForm(RegionForm, AgeForm):
    """Both answers on one page, as they are now."""


@require_safe
@with_film
def show(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/what-we-know/: all of it, in plain words."""
    if film.withdrawn_at is not None:
        return redirect("our_childhood:my-film")
    audit.record(by=BY, act="film.data_seen", subject=film)
    return render(
        request,
        "our_childhood/my_film_known.html",
        {
            "film": film,
            "facts": known.facts(film),
            "moments": known.moments(film),
            "can_correct": correcting.can_correct(film),
            "has_film": not tombstone.frozen(film),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_film
def put_right(request: HttpRequest, film: Film) -> HttpResponse:
    """/my-film/put-right/: another age or area; somebody younger needs a grown-up's yes from then on."""
    if not correcting.can_correct(film):
        return redirect("our_childhood:my-film-known")
    region = film.region.code if film.region is not None else ""
    form = PutRightForm(request.POST or None, answers={"age_band": film.age_band, "region": region})
    if request.method == "POST" and form.is_valid():
        try:
            correcting.correct(
                film=film,
                age_band=AgeBand(form.cleaned_data["age_band"]),
                region=Region.objects.filter(code=form.cleaned_data["region"]).first(),
                by=BY,
            )
        except correcting.NeedsAGrownUp:
            form.add_error("age_band", _("Ask your grown-up to tell us that. They can write to us."))
        except asking.JourneyOver:
            return redirect("our_childhood:my-film-known")
        else:
            return redirect("our_childhood:my-film")
    return render(
        request,
        "our_childhood/my_film_put_right.html",
        {"film": film, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@with_film
def download(request: HttpRequest, film: Film) -> HttpResponseBase:
    """/my-film/download/: everything in one ZIP, streamed; each time is on record."""
    if film.withdrawn_at is not None:
        return redirect("our_childhood:my-film")
    if not limits.allow(request, act="my-film-download", most=60, seconds=3600):
        return HttpResponse(slow_down(), status=429, content_type="text/plain; charset=utf-8")
    audit.record(by=BY, act="film.data_exported", subject=film)
    response = StreamingHttpResponse(known.archive(film), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-film.zip"'
    return response
