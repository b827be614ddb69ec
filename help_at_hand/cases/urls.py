"""Addresses of writing to us, of reading our answer, and of leaving at once."""

from django.urls import path

from help_at_hand.cases.views import answers, figures, write

app_name = "cases"
urlpatterns = [
    path("leave/", write.leave, name="leave"),
    path("answer/", answers.answer, name="answer"),
    path("answer/take-back/", answers.take_back, name="take-back"),
    path("answer/gone/", answers.gone, name="gone"),
    path("figures/", figures.read, name="figures"),
    path("write/", write.start, name="write"),
    path("write/open/", write.reopen, name="write-open"),
    path("write/check/", write.check, name="write-check"),
    path("write/done/", write.done, name="write-done"),
    path("write/<slug:slug>/", write.step, name="write-step"),
]
