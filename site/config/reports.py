"""What an error report may say about a request: nothing that somebody wrote on the help pages.

Django's own filter trusts every page when DEBUG is on, and hides only what a view has named. Help pages hide
everything, always: what was sent, cookies, and the variables of every frame (S31).
"""

from __future__ import annotations

import logging
import re
from collections.abc import ItemsView
from types import FrameType, TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

_HELP = re.compile(r"/(?:[a-z]{2}/)?help/|/admin/help-cases/")


class Filter(SafeExceptionReporterFilter):
    """DEFAULT_EXCEPTION_REPORTER_FILTER."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return is_of_help(request) or super().is_active(request)

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        if request is None or not is_of_help(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        if not is_of_help(request):
            return super().get_safe_cookies(request)
        return dict.fromkeys(request.COOKIES, self.cleansed_substitute)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        meta = super().get_safe_request_meta(request)
        return {**meta, "HTTP_COOKIE": self.cleansed_substitute} if is_of_help(request) else meta

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        if not is_of_help(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()


class Reporter(ExceptionReporter):
    """DEFAULT_EXCEPTION_REPORTER: an error's own words may quote a child, so help pages drop them."""

    def __init__(
        self,
        request: HttpRequest | None,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
        is_email: bool = False,
    ) -> None:
        if is_of_help(request) and exc_type is not None:
            exc_value = RuntimeError(exc_type.__name__)
            exc_type = RuntimeError
        super().__init__(request, exc_type, exc_value, tb, is_email)


class Wordless(logging.Filter):
    """For handlers of logs: of an error on a help page only its class and its place are written down."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and is_of_help(getattr(record, "request", None)):
            kind, _error, trace = record.exc_info
            record.exc_info = (RuntimeError, RuntimeError(kind.__name__ if kind else ""), trace)
            record.exc_text = None
        return True


def is_of_help(request: HttpRequest | None) -> bool:
    """Whether `request` came from a child who needs help, or is about one."""
    return request is not None and _HELP.match(getattr(request, "path_info", "")) is not None
