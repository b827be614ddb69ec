"""What every answer says about itself, whoever made it (S39).

Django sets the content security policy, HSTS, no-sniff, the referrer, framing and opener policies;
this middleware adds the rest. What an answer already says is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Off for us and for anything we might ever frame. A phone's camera opens through the file field,
# which is the phone's own screen and needs no permission of ours.
_OFF = (
    "accelerometer",
    "attribution-reporting",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
# Ours alone: films fill the screen, and a phone that uploads stays awake.
_OURS = ("fullscreen", "picture-in-picture", "screen-wake-lock")
PERMISSIONS_POLICY = ", ".join([f"{name}=()" for name in _OFF] + [f"{name}=(self)" for name in _OURS])

PRIVATE = "private, no-store"


class Headers:
    """Outermost middleware: static files, errors and redirects pass here too.

    An answer that does not say how long it may be kept is kept by nobody: forgetting the header on
    a public page costs a little time, forgetting it on a child's page would cost more. What is
    private is also no search engine's business.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Origin-Agent-Cluster", "?1")
        said = headers.get("Cache-Control", "")
        if "private" in said or response.cookies:
            headers.setdefault("X-Robots-Tag", "noindex")
        if not said or (response.cookies and "no-store" not in said):
            headers["Cache-Control"] = PRIVATE
        return response
