from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groupcounsel.lib.pages import filled, form_page, show
from members.access import of_writable_group
from observations.summaries.access import summary_to_write
from observations.summaries.content import claims_of
from observations.summaries.editing import Approved, name_of, set_aside, take_back, write_words
from observations.summaries.forms import AsideForm, WordsForm
from observations.summaries.models import SetAside
from observations.summaries.reading import ground_of


@form_page
def words_edit(request, summary_id: UUID):
    summary = summary_to_write(summary_id)
    form = WordsForm(filled(request), initial={"words": summary.words})
    if form.is_valid():
        return _done(request, summary, write_words, words=form.cleaned_data["words"])
    return show(request, "summaries/words_edit.html", form, summary=summary)


@form_page
def claim_set_aside(request, summary_id: UUID, position: int):
    summary = summary_to_write(summary_id)
    sentence, _ground = ground_of(summary, position)
    if sentence is None:
        raise Http404
    form = AsideForm(filled(request))
    if form.is_valid():
        claim = name_of(claims_of(summary.claims)[sentence.grounds[0].position])
        return _done(request, summary, set_aside, claim=claim, reason=form.cleaned_data["reason"])
    return show(request, "summaries/claim_set_aside.html", form, summary=summary, sentence=sentence)


@require_POST
def claim_take_back(request, aside_id: UUID):
    aside = of_writable_group(SetAside.objects.select_related("summary"), aside_id)
    summary = summary_to_write(aside.summary_id)
    return _done(request, summary, lambda *, summary, by: take_back(aside=aside, by=by))


def _done(request, summary, change, **facts):
    try:
        change(summary=summary, by=request.user, **facts)
    except Approved:
        messages.warning(request, _("This version was approved meanwhile and stays as it is. Nothing was changed."))
    return redirect("summaries:member_detail", summary.membership_id)
