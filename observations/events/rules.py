"""The rules of the database in words, with the field to which they belong. Forms check first with the same words."""

from django.utils.translation import gettext_lazy as _

RULES = {
    "an_incident_has_an_affect": (
        "affect",
        _("A critical incident has an affect: say whether it was negative or positive."),
    ),
    "an_event_is_within_the_longest_session": ("at", _("That is later than any session lasts.")),
    "nobody_acts_who_was_not_there": ("actor", _("This person was absent from the session.")),
    "nobody_acts_toward_themselves": ("toward", _("Choose somebody else: nobody acts toward themselves.")),
    "an_event_goes_toward_the_group_or_people": ("toward", _("Choose the group or people of it, not both.")),
    "nobody_responds_who_was_not_there": (
        None,
        _("Somebody among the responses or feelings was absent from the session."),
    ),
    "nobody_responds_who_was_not_in_the_group": (
        None,
        _("This person did not belong to the group on the day of the session."),
    ),
    "a_finding_needs_observed_reality_testing": (
        "reality_finding",
        _("Only reality testing that was observed shows something."),
    ),
    "somebody_is_seen_as_somebody": ("transference_figure", _("Say as whom this person was seen.")),
    "nobody_is_seen_as_somebody_by_themselves": (
        "transference_toward",
        _("Choose somebody else: nobody sees themselves as another."),
    ),
    "a_revised_view_had_a_first_one": ("distortion_view", _("A revised view needs the first one.")),
    "what_is_rated_is_a_view": ("distortion_view", _("A rating needs the view that it is about.")),
    "only_a_follow_up_is_done": ("follow_up", _("Say what was to be done.")),
    "a_follow_up_is_not_done_before_its_event": (
        "follow_up_done_in",
        _("A follow-up is not done before the session of its event."),
    ),
    "a_person_takes_one_stance": (None, _("Each person takes one stance only.")),
    "a_component_is_not_seen_before_its_event": (None, _("A component is not seen before the session of its event.")),
    "a_signed_record_is_locked": (
        None,
        _("This record has been signed meanwhile. Nothing was changed; what you typed still stands here."),
    ),
    "an_amendment_stays": (None, _("This event was amended, and amendments stay. It is not removed.")),
}
QUICK_RULES = {
    name: RULES[name]
    for name in ("nobody_acts_who_was_not_there", "nobody_acts_toward_themselves", "a_signed_record_is_locked")
}
ANYWHERE = {name: (None, words) for name, (_field, words) in RULES.items()}
REMOVAL_RULES = {name: RULES[name] for name in ("a_signed_record_is_locked", "an_amendment_stays")}
