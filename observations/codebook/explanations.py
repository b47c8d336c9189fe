"""What the words of the codebook mean: our line, the source's Indonesian wording, and the original's meaning.

The source condenses the original and in places says its opposite. Both are shown; what is recorded is what was seen.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Explanation(NamedTuple):
    """`added`: stands in the original and not in the source."""

    title: str
    line: str
    source: str = ""
    original: str = ""
    added: bool = False


NEGATIVE = {
    "strong_negative": Explanation(
        _("Strong negative affect"),
        _("The member expressed strong negative feeling; its strength goes from 1 to 5."),
        "konseli mengekspresikan afeksi negatif yang kuat",
        _("The same: strong negative feeling, openly and toward somebody in the group."),
    ),
    "novel": Explanation(
        _("New for this member"),
        _("The member had not shown this feeling in this way before."),
        "ekspresi ini adalah pengalaman unik bagi konseli",
        _("Unique means new for this person, not rare among people."),
    ),
    "feared": Explanation(
        _("What was feared"),
        _(
            "What the member dreaded would follow, how likely it seemed, and how far it happened. If it did "
            "happen, come back to it."
        ),
        "ketakutan",
        _(
            "The source says only “fear”. In the original the dreaded catastrophe does not follow, and that "
            "is what heals."
        ),
    ),
    "reality_testing": Explanation(
        _("Reality testing with marked effect"),
        _(
            "The member saw that the feeling was out of proportion or misdirected, or that avoiding it had "
            "been needless."
        ),
        "ujian kenyataan yang sangat berdampak",
        _("The same: looking at what happened together changed how the member saw the feeling or the others."),
    ),
    "afterwards": Explanation(
        pgettext_lazy("characteristic", "Afterwards"),
        _("How the member was with the others from then on. Record what happened."),
        "konseli tidak dapat berinteraksi secara bebas",
        _("The opposite of the source: the member becomes able to be with others more freely and to go deeper."),
    ),
}

POSITIVE = {
    "strong_positive": Explanation(
        _("Strong positive affect"),
        _("The member expressed strong positive feeling; its strength goes from 1 to 5."),
        "konseli mengekspresikan afeksi positif yang kuat",
        _("The same: strong positive feeling, openly and toward somebody in the group."),
    ),
    "feared_positive": Explanation(
        _("The feared outcome"),
        _("Rejection, derision, being engulfed or destroying others: what was dreaded, and whether it happened."),
        "penolakan dan destruksi",
        _(
            "The source names rejection and destruction as if they happened. In the original they are feared "
            "and do not follow."
        ),
    ),
    "hidden_self": Explanation(
        _("A part of the self unknown until now"),
        _("Whether the member showed it to the others or kept it closed. Record what happened."),
        "konseli menutup diri, bagian yang tidak diketahui oleh orang lain",
        _(
            "The opposite of the source: the member discovers an unknown part of the self and so meets the "
            "others in a new way."
        ),
    ),
}

COMPONENTS = {
    "risk": Explanation(
        _("Risk"),
        _("A strong feeling was expressed toward other people, and doing so was a risk for the member."),
        "ekspresi emosi yang kuat langsung secara interpersonal dan beresiko bagi konseli",
        _("The same."),
    ),
    "support": Explanation(
        _("Support"),
        _("The group was supportive enough to carry the risk."),
        "dukungan anggota kelompok lain yang cukup untuk menanggung resiko",
        _("The same."),
    ),
    "reality-testing": Explanation(
        _("Reality testing"),
        _("The member examined what happened with the help of the others, who confirmed or disputed it."),
        "ujian kenyataan … dengan bantuan validasi dari anggota kelompok yang lain",
        _("The same: the event is looked at in the light of how the others saw it."),
    ),
    "recognition": Explanation(
        _("Recognition"),
        _(
            "The member saw that a feeling or behaviour toward others did not fit, or that avoiding one did "
            "not. Mark which."
        ),
        "pengenalan … untuk mencegah ketidakwajaran perilaku",
        _(
            "The source says “to prevent”. The original speaks of the avoidance of behaviour, which may "
            "itself be what does not fit."
        ),
    ),
    "facilitation": Explanation(
        _("Facilitation"),
        _("The member became able to be with others more deeply and honestly."),
        "memfasilitasi kemampuan individu untuk berinteraksi dengan yang lain lebih dalam dan jujur",
        _("The same."),
    ),
}

ADDED = {
    "self_disclosure": Explanation(
        _("Self-disclosure"),
        _(
            "An incident that the member’s own disclosure set off, and that plunged the member into the "
            "group. Choose disclosure as what set it off."
        ),
        original=_("The third kind of incident beside the two affects. The source leaves it out."),
        added=True,
    ),
    "safety": Explanation(
        _("Safe enough"),
        _("Rated once for each session: the group felt safe enough to take risks."),
        original=_(
            "The first condition without which a feeling does not become a correcting experience. The source "
            "leaves it out."
        ),
        added=True,
    ),
    "honesty": Explanation(
        _("Honest feedback"),
        _("Rated once for each session: there was enough honest feedback to test reality by."),
        original=_("The second condition. The source leaves it out."),
        added=True,
    ),
}

MORE = {
    "follow_up": Explanation(
        _("Follow-up"),
        _("What to come back to with the group. It stays open until the session in which it was done is named."),
        "Fenomena yang terjadi harus membuat konselor memberikan perhatian langsung",
        _("The same: what has shown itself asks for the counselor’s attention."),
    ),
}

EXPLAINED = NEGATIVE | POSITIVE | ADDED | MORE
