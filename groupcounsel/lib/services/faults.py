class CannotStart(Exception):
    """Something a person has to see to; the message is a sentence that says what."""
