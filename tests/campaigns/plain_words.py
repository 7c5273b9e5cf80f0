"""What may be told to a user."""

_ENGLISH_TROUBLE = ("Error", "Exception", "Traceback", "sqlite", "None", "invalid", "object at")


def assert_plain_thai(text: str) -> None:
    """A Thai sentence, without the words of a program."""
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in text), text
    assert not any(word in text for word in _ENGLISH_TROUBLE), text
