"""What the upload script says, in the reader's language."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _


def script_messages() -> str:
    """Return the sentences of js/upload.js as JSON, for the form's data-messages attribute."""
    return json.dumps(
        {
            "checking": _("We are looking at your film."),
            "sending": _("Your film is on its way. {percent}% sent."),
            "paused": _("Paused. {percent}% sent. Carry on when you like."),
            "waiting": _("No connection right now. Your film is safe. We carry on by ourselves."),
            "busy": _("We are getting ready to carry on. One moment."),
            "done": _("Your film is here."),
            "then": _("Nearly there. We go on as soon as your film is here."),
            "again": _("You had sent {percent}%. Pick the same film to carry on."),
            "begun": _("You had begun to send a film. Pick the same film to carry on."),
            "other": _("That is another film. We start again with this one."),
            "empty": _("That file has nothing in it. Please pick another one."),
            "big": _("This film is too big. It can be up to {size}. Please pick a shorter one."),
            "long": _("This film is too long. It can be up to 2 minutes. Please pick a shorter one."),
            "full": _("We have no room right now. Your film is still safe with you. Try again later."),
            "many": _("Many films are coming from where you are. Please try again in ten minutes."),
            "gone": _("That took too long, so we start again. Your answers are still here."),
            "failed": _("That file didn't get here. Your film is still safe with you. Try again."),
        }
    )
