"""The measure itself must tell easy words from hard ones, or the tests that use it prove nothing."""

from tests import reading


def test_index_of_easy_words_is_low() -> None:
    easy = ["The cat sat on the mat.", "It was a big red cat.", "You can pet it."]
    assert reading.index(easy) <= 1


def test_index_of_office_words_is_high() -> None:
    hard = ["Participants' submitted contributions undergo safeguarding moderation prior to publication."]
    assert reading.index(hard) > 12


def test_index_agrees_with_a_count_by_hand() -> None:
    """Two sentences, 9 words, 32 letters: 4.71 × 32/9 + 0.5 × 4.5 − 21.43 = −2.4, so −2."""
    assert reading.index(["We watch your film first.", "Then we show it."]) == -2


def test_sentences_take_headings_and_list_items_as_sentences() -> None:
    page = "<p>outside</p><main><h1>Pick your film</h1><li>One thing. And two.</li><svg>x</svg></main>"
    assert reading.sentences(page) == ["Pick your film", "One thing.", "And two."]
