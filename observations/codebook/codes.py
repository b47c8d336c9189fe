"""The codes of version 1, in the words of the interchange format. Labels are what a counselor reads.

Words that mean something else elsewhere ("withdrawn", "recognition") are translated within their own list.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    INCIDENT = "incident", _("critical incident")
    INTERACTION = "interaction", _("interaction")


class Affect(TextChoices):
    NEGATIVE = "negative", _("negative")
    POSITIVE = "positive", _("positive")


class Focus(TextChoices):
    HERE_AND_NOW = "here-and-now", _("here and now")
    PAST = "past", _("the past")
    OUTSIDE = "outside", _("life outside")


class Origin(TextChoices):
    SPONTANEOUS = "spontaneous", _("spontaneous")
    EVOKED = "evoked", _("evoked by the counselor")


class Trigger(TextChoices):
    CRITICISM = "criticism", _("criticism")
    PRAISE = "praise", _("praise")
    DEMAND = "demand", _("demand")
    SILENCE = "silence", _("silence")
    DISCLOSURE = "disclosure", _("disclosure")
    SEPARATION = "separation", _("separation")
    NEWCOMER = "newcomer", _("a newcomer")
    RIVALRY = "rivalry", _("rivalry")
    LIMIT = "limit", _("a limit")
    EXERCISE = "exercise", _("an exercise")
    OTHER = "other", _("something else")


class Octant(TextChoices):
    PA = "PA", pgettext_lazy("octant", "assured")
    BC = "BC", pgettext_lazy("octant", "proud")
    DE = "DE", pgettext_lazy("octant", "cold")
    FG = "FG", pgettext_lazy("octant", "withdrawn")
    HI = "HI", pgettext_lazy("octant", "giving in")
    JK = "JK", pgettext_lazy("octant", "trusting")
    LM = "LM", pgettext_lazy("octant", "warm")
    NO = "NO", pgettext_lazy("octant", "open")


class Need(TextChoices):
    CONTACT = "contact", pgettext_lazy("need", "contact")
    RECOGNITION = "recognition", pgettext_lazy("need", "recognition")
    ACCEPTANCE = "acceptance", pgettext_lazy("need", "acceptance")
    APPROVAL = "approval", pgettext_lazy("need", "approval")
    ESTEEM = "esteem", pgettext_lazy("need", "esteem")
    MASTERY = "mastery", pgettext_lazy("need", "mastery")


class Fear(TextChoices):
    ABANDONMENT = "abandonment", _("being left alone")
    ATTACK = "attack", _("being attacked")
    RIDICULE = "ridicule", _("being ridiculed")
    REJECTION = "rejection", _("being rejected")
    DERISION = "derision", _("derision")
    ENGULFMENT = "engulfment", _("being engulfed")
    DESTROYING_OTHERS = "destroying-others", _("destroying others")
    OTHER = "other", _("something else")


class State(TextChoices):
    OBSERVED = "observed", _("observed")
    NOT_OBSERVED = "not-observed", _("not observed")
    UNKNOWN = "unknown", _("not known yet")


class Finding(TextChoices):
    OUT_OF_PROPORTION = "out-of-proportion", _("the feeling was out of proportion")
    MISDIRECTED = "misdirected", _("the feeling was misdirected")
    AVOIDANCE_NEEDLESS = "avoidance-needless", _("avoiding it had been needless")


class Afterwards(TextChoices):
    FREER = "freer", _("more freely and deeply")
    AS_BEFORE = "as-before", _("as before")
    LESS_FREE = "less-free", _("less freely")


class HiddenSelf(TextChoices):
    SHOWN = "shown", _("shown to the others")
    KEPT_CLOSED = "kept-closed", _("kept closed")


class ComponentKind(TextChoices):
    RISK = "risk", pgettext_lazy("component", "risk")
    SUPPORT = "support", pgettext_lazy("component", "support")
    REALITY_TESTING = "reality-testing", pgettext_lazy("component", "reality testing")
    RECOGNITION = "recognition", pgettext_lazy("component", "recognition")
    FACILITATION = "facilitation", pgettext_lazy("component", "facilitation")


class ResponseKind(TextChoices):
    SUPPORTS = "supports", pgettext_lazy("response", "supports")
    VALIDATES = "validates", pgettext_lazy("response", "validates")
    DISPUTES = "disputes", pgettext_lazy("response", "disputes")
    CONFRONTS = "confronts", pgettext_lazy("response", "confronts")
    GIVES_FEEDBACK = "gives-feedback", pgettext_lazy("response", "gives feedback")
    ATTACKS = "attacks", pgettext_lazy("response", "attacks")
    BURSTS_OUT = "bursts-out", pgettext_lazy("response", "bursts out")
    INTIMIDATED = "intimidated", pgettext_lazy("response", "is intimidated")
    BORED = "bored", pgettext_lazy("response", "is bored")
    WITHDRAWS = "withdraws", pgettext_lazy("response", "withdraws")
    SILENT = "silent", pgettext_lazy("response", "is silent")
    IDENTIFIES = "identifies", pgettext_lazy("response", "identifies")
    COMFORTS = "comforts", pgettext_lazy("response", "comforts")
    OTHER = "other", pgettext_lazy("response", "something else")


class Feeling(TextChoices):
    ANGRY = "angry", pgettext_lazy("feeling", "angry")
    BORED = "bored", pgettext_lazy("feeling", "bored")
    INTIMIDATED = "intimidated", pgettext_lazy("feeling", "intimidated")
    PROTECTIVE = "protective", pgettext_lazy("feeling", "protective")
    WARM = "warm", pgettext_lazy("feeling", "warm")
    HELPLESS = "helpless", pgettext_lazy("feeling", "helpless")
    IRRITATED = "irritated", pgettext_lazy("feeling", "irritated")
    ANXIOUS = "anxious", pgettext_lazy("feeling", "anxious")
    SAD = "sad", pgettext_lazy("feeling", "sad")
    PROUD = "proud", pgettext_lazy("feeling", "proud")
    DRAINED = "drained", pgettext_lazy("feeling", "drained")
    OTHER = "other", pgettext_lazy("feeling", "something else")


class Reflection(TextChoices):
    NONE = "none", _("none")
    DESCRIBED = "described", _("described")
    EXPLAINED = "explained", _("explained")
    CARRIED_OVER = "carried-over", _("carried over to other situations")


class Stance(TextChoices):
    CONFIRMS = "confirms", _("confirms it")
    DISPUTES = "disputes", _("disputes it")


class Figure(TextChoices):
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    SIBLING = "sibling", _("sibling")
    PARTNER = "partner", _("partner")
    AUTHORITY = "authority", _("an authority")
    CHILD = "child", _("child")
    OTHER = "other", _("somebody else")


class InsightDomain(TextChoices):
    SELF = "self", _("self")
    BEHAVIOUR = "behaviour", _("behaviour")
    MOTIVATION = "motivation", _("motivation")
    UNCONSCIOUS = "unconscious", _("the unconscious")


class InsightProcess(TextChoices):
    CLARIFICATION = "clarification", _("clarification")
    EXPLANATION = "explanation", _("explanation")
    DE_REPRESSION = "de-repression", _("de-repression")


class Relationship(TextChoices):
    FAMILY = "family", _("family")
    PARTNER = "partner", _("partner")
    FRIENDS = "friends", _("friends")
    WORK = "work", _("work")
    OTHER = "other", _("other")


ALL = {
    codes.__name__: codes.values
    for codes in (
        Kind, Affect, Focus, Origin, Trigger, Octant, Need, Fear, State, Finding, Afterwards, HiddenSelf, ComponentKind,
        ResponseKind, Feeling, Reflection, Stance, Figure, InsightDomain, InsightProcess, Relationship,
    )
}  # fmt: skip
