"""What happens to a person's second factor leaves its trace; allauth's signals are its only hook for that."""

from allauth.mfa import signals

from groupcounsel.audit.trail import record

NOTED = {
    signals.authenticator_added: "second-factor-added",
    signals.authenticator_removed: "second-factor-removed",
    signals.authenticator_reset: "second-factor-renewed",
    signals.authentication_failed: "second-factor-refused",
}


def note(signal, user, authenticator, **kwargs):
    record(by=user, action=NOTED[signal], subject=user, type=str(authenticator.type))


def connect():
    for signal in NOTED:
        signal.connect(note)
