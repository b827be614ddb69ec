"""What a reviewer may put into words about a film."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation import text_checks
from our_childhood.enums import Speech
from our_childhood.models import Film


class WordsForm(forms.ModelForm):
    """Title, description, transcript and captions: everything public that is not picture or sound."""

    class Meta:
        model = Film
        fields = ["title", "description", "speech", "captions", "transcript"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "captions": forms.Textarea(attrs={"rows": 10, "spellcheck": "true", "class": "desk-captions"}),
            "transcript": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"speech": _("Does anybody speak?")}

    def clean(self) -> dict[str, Any]:
        """S28: 'captioned' needs captions that play."""
        cleaned = super().clean() or {}
        captions = (cleaned.get("captions") or "").replace("\r\n", "\n").strip()
        cleaned["captions"] = f"{captions}\n" if captions else ""
        if captions:
            try:
                text_checks.check_captions(captions, longest_ms=self._length_ms())
            except text_checks.NotCaptions as error:
                self.add_error("captions", str(error))
        elif cleaned.get("speech") == Speech.CAPTIONED:
            self.add_error("captions", _("Write the captions, or say that nobody speaks."))
        return cleaned

    def _length_ms(self) -> int | None:
        video = self.instance.video
        if video is None:
            return None
        lengths = video.renditions.exclude(duration_ms=0).values_list("duration_ms", flat=True)
        return max(lengths, default=None)
