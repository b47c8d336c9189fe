"""What each list of codes is about, in the order in which the codebook shows them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from observations.codebook.explanations import Explanation

LISTS = {
    "Kind": Explanation(
        _("Kind"),
        _("A critical incident is a moment of strong feeling between people; everything else is an interaction."),
        "kejadian/peristiwa kritis dalam proses konseling",
        _("Incidents are what members later remember as turning points."),
    ),
    "Affect": Explanation(
        _("Affect"),
        _("The direction of the feeling that was shown."),
        "afeksi negatif … afeksi positif",
        _("The same."),
    ),
    "Focus": Explanation(
        _("Focus"),
        _("What the talk was about: the group itself now, the past, or life outside."),
        "konsep “here and now”, konsep kunci dalam konseling kelompok",
        _("Here and now has two halves: living what happens, and then looking at it."),
    ),
    "Origin": Explanation(
        _("How it came about"),
        _("By itself, or in a climate that the counselor created."),
        "yang kadang memang diciptakan oleh konselor atmosfir emosional tersebut",
        _("The same."),
    ),
    "Trigger": Explanation(
        _("What set it off"),
        _("What came just before the behaviour."),
        "tidak hanya melihat perilaku … tetapi juga kejadian yang membuat munculnya masalah itu",
        _("The same."),
    ),
    "Octant": Explanation(
        _("Octant"),
        _("Where the behaviour lies between leading and giving way, and between warm and cold."),
        "setiap anggota kelompok memiliki gaya interpersonal masing-masing",
        _("The circle is ours: it gives a style a direction that can be counted."),
    ),
    "Need": Explanation(
        _("Need shown"),
        _("What the member sought from the others."),
        "konselor harus sensitif pada kebutuhan interpersonal",
        _("The same."),
    ),
    "Fear": Explanation(
        _("What was feared"),
        _("The catastrophe that the member dreaded."),
        "ketakutan … penolakan dan destruksi",
        _("It is feared and does not follow; where it does, that is a rupture."),
    ),
    "State": Explanation(
        _("State"), _("Each characteristic and component is observed, not observed or not known yet.")
    ),
    "Finding": Explanation(
        _("What reality testing showed"),
        _("How the member saw the feeling once it had been looked at."),
        "ujian kenyataan yang sangat berdampak",
        _("The same."),
    ),
    "Afterwards": Explanation(
        pgettext_lazy("characteristic", "Afterwards"),
        _("How the member was with the others from then on."),
        "konseli tidak dapat berinteraksi secara bebas",
        _("The opposite of the source: more freely and deeply."),
    ),
    "HiddenSelf": Explanation(
        _("A part of the self unknown until now"),
        _("Shown to the others, or kept closed."),
        "konseli menutup diri, bagian yang tidak diketahui oleh orang lain",
        _("The opposite of the source: it is discovered and shown."),
    ),
    "ComponentKind": Explanation(
        _("The five components"),
        _("The way of a corrective emotional experience, often over several sessions."),
        "pengalaman emosional korektif dalam konseling kelompok memiliki beberapa komponen",
        _("The same five, in this order."),
    ),
    "ResponseKind": Explanation(
        _("Responses"),
        _("What each of the others did in answer, and whether the member had anticipated it."),
        "dan lebih penting lagi, respon dari anggota yang lain",
        _("Besides the response that came, the one the member had anticipated matters. The source leaves that out."),
    ),
    "Feeling": Explanation(
        _("What it evoked"),
        _("What the event made others feel, counselors included."),
        "Respon emosional merupakan data yang valid, jangan sampai diabaikan",
        _(
            "The same: a feeling that everybody shares says something about the member, one that a single "
            "person has about that person."
        ),
    ),
    "Reflection": Explanation(
        _("Reflection"),
        _("How far the feeling was understood afterwards."),
        "perlu juga untuk mengetahui alasan dan pemahaman implikasi dari pengalaman emosional tersebut",
        _("The same: feeling alone corrects nothing, nor does understanding alone."),
    ),
    "Stance": Explanation(
        _("Stance"),
        _("Whether another person, in their own view, confirms the member’s view or disputes it."),
        "peran validasi dalam modifikasi interpersonal distorsi",
        _("A distorted view changes when it is compared with how others see the same."),
    ),
    "Figure": Explanation(
        _("Transference"),
        _("As whom somebody in the group was seen."),
        "bentuk spesifik dari distorsi persepsi interpersonal",
        _("The same."),
    ),
    "InsightDomain": Explanation(
        _("Insight into"),
        _("What the member discovered something important about."),
        "tentang dirinya sendiri, perilakunya, sistem motivasinya atau ketidaksadaran dirinya",
        _("The same."),
    ),
    "InsightProcess": Explanation(
        _("Insight by"),
        _("How the insight came."),
        "Insight adalah proses klarifikasi, penjelasan dan depresi",
        _("Not depression: the third is de-repression, when what had been kept out of awareness comes back."),
    ),
    "Relationship": Explanation(
        _("Parallel outside"),
        _("The relationship in the member’s life that this resembles."),
        "kelompok sebagai mikrokosmik sosial",
        _("The same: in the group members make the world in which they live outside."),
    ),
}
