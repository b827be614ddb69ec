"""What this room keeps about people (S1). The film's words are kept until it is taken back, and no longer."""

from datetime import timedelta

from our_childhood import drafts
from our_childhood.models import Film, FilmDraft, Prompt
from people.data_map import Retention, asks, declare, not_personal

_UNTIL = "The film is taken back: at once."
_ERASER = "our_childhood.actions.withdraw"

declare(
    Film,
    field="title slug",
    purpose="A made-up name for the film and its address; never a child's.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
declare(
    Film,
    field="description transcript captions",
    purpose="What is seen and said in the film, for people who cannot see or hear it.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
declare(
    Film,
    field="language",
    purpose="The language spoken in the film.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
not_personal(Film, field="cleared_digest", purpose="Hash of what two people approved.")
declare(
    FilmDraft,
    field="answers",
    purpose="A making journey's answers: question, age band, region, a grown-up's address.",
    seen_by="The child's own browser.",
    kept=Retention(timedelta(days=drafts.DAYS), "the journey began", or_until="the film is sent"),
    eraser="our_childhood.sweeper.forget_journeys",
)
not_personal(
    FilmDraft, field="token_hash", purpose="Keyed hash of the journey's cookie; opens nothing by itself."
)
not_personal(Prompt, field="question hint slug", purpose="Editors' words.")

_MAKING = "our_childhood.forms"
_ANSWERS = "`our_childhood.filmdraft.answers`, then the film."
_ASKED = "`people.contact.email`; nobody on the site sees it."
asks(
    _MAKING,
    field="grown_up people signs names",
    purpose="That the child has help, and looked twice before sending (S5, S20).",
    goes_to="`our_childhood.filmdraft.answers`, and nowhere else.",
)
asks(_MAKING, field="prompt", purpose="Which of our questions the film answers.", goes_to=_ANSWERS)
asks(
    _MAKING,
    field="age_band",
    purpose="A band and never a birthday: who has to say yes (S7, S18).",
    goes_to=_ANSWERS,
)
asks(_MAKING, field="region", purpose="A big area, or not said (S2).", goes_to=_ANSWERS)
asks(_MAKING, field="film", purpose="The film.", goes_to="`uploads.upload.key`, then `video.video`.")
asks(
    _MAKING,
    field="me others p2 p3 p4 p5 p6 p7 p8 p9",
    purpose="How many people are in it, and whether each is under 13: who has to say yes (S19).",
    goes_to="`our_childhood.filmdraft.answers`, then `consent.person`; no names.",
)
asks(
    _MAKING,
    field="p2_email p3_email p4_email p5_email p6_email p7_email p8_email p9_email",
    purpose="To ask each other person in the film, or their grown-up (S19).",
    goes_to=_ASKED,
)
asks(
    _MAKING,
    field="care",
    purpose="Whether the placing authority has to say yes (S7). Saying nothing is as easy.",
    goes_to="`consent.person.care`, sealed.",
)
asks(_MAKING, field="show", purpose="To hide the child's face or voice.", goes_to="`video.video`.")
asks(
    _MAKING,
    field="email social_worker",
    purpose="To ask a grown-up, and the authority, for a yes or a no (S7).",
    goes_to=_ASKED,
)
_MINE = "our_childhood.views.my_film"
asks(_MINE, field="code", purpose="To open a child's own film (S8).", goes_to="Nothing keeps it.")
asks(_MINE, field="email", purpose="To ask the right grown-up.", goes_to=_ASKED)
asks(
    "our_childhood.views.my_data",
    field="age_band region",
    purpose="To put right what the child told us (S9).",
    goes_to="`our_childhood.film`.",
)
asks(
    "our_childhood templates",
    field="answer",
    purpose="Whether the film may be used in reports and talks, asked by itself (S2).",
    goes_to="`consent.answer`.",
)
asks(
    "our_childhood templates",
    field="upload skip number",
    purpose="Which file, which person of the journey, and that a question was skipped.",
    goes_to="Nothing keeps it.",
)
