"""消息: what one was told, how one is reached besides the desk, and the words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages as notes
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.courier import commands, queries
from sunlit.courier.policies import may_word
from sunlit.courier.rules import NoSuchMessage
from sunlit.courier.values import Language
from sunlit.desk.accounts import viewer_of
from sunlit.desk.leading import address_of, leads_somewhere
from sunlit.desk.message_forms import Reached, Worded
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_KEEPS = {"GET", "HEAD", "POST"}


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """One's own messages, the newest first; all of them, or those one has not read."""
    viewer, only_unread = viewer_of(request), asked(request.GET, "state") == "unread"
    found = queries.inbox(
        viewer, language=Language.of(get_language()), only_unread=only_unread, page=page_number(request)
    )
    context = {
        "found": found, "only_unread": only_unread, "may_word": may_word(viewer),
        "rows": [(row, leads_somewhere(row.about)) for row in found.rows],
        "newest": found.rows[0].id if found.rows and found.page == 1 else None,
    }  # fmt: skip
    return render(request, "desk/messages.html", context)


@require_POST
def open_message(request: HttpRequest, key: UUID) -> HttpResponse:
    """打开: to what it is about; it is read by then."""
    viewer = viewer_of(request)
    about = queries.about_of(viewer, key)
    if about is None:
        raise Http404
    commands.mark_read(key, by=viewer.actor)
    where = address_of(viewer, about)
    if where is None:
        notes.info(request, _("这条消息所说的事项已经没有可看的页面。"))
    return redirect(where or "desk:messages")


@require_POST
def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """标为已读."""
    viewer = viewer_of(request)
    if queries.about_of(viewer, key) is None:
        raise Http404
    commands.mark_read(key, by=viewer.actor)
    return redirect("desk:messages")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """全部标为已读: all up to the newest that the page showed."""
    try:
        up_to = UUID(asked(request.POST, "up_to", most=40))
    except ValueError as error:
        raise NoSuchMessage from error
    commands.mark_all_read(up_to, by=viewer_of(request).actor)
    notes.success(request, _("已全部标为已读。"))
    return redirect("desk:messages")


@require_http_methods(sorted(_KEEPS))
def contact(request: HttpRequest) -> HttpResponse:
    """联系方式: one's own, for e-mail and SMS."""
    viewer = viewer_of(request)
    held = queries.contact(viewer)
    said = {"language": held.language.value, "by_mail": held.by_mail, "by_sms": held.by_sms}
    form = Reached(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        try:
            commands.keep_contact(**form.said, by=viewer.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            notes.success(request, _("联系方式已保存。"))
            return redirect("desk:contact")
    context = {"form": form, "held": held, "channels": queries.channels(), "officer": viewer.officer}
    return render(request, "desk/contact.html", context, status=422 if form.errors else 200)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """删除联系方式."""
    commands.forget_contact(by=viewer_of(request).actor)
    notes.success(request, _("联系方式已删除，不再用邮件和短信提醒。"))
    return redirect("desk:contact")


@require_http_methods(sorted(_KEEPS))
def words(request: HttpRequest) -> HttpResponse:
    """消息用语: the city's own words, template by template."""
    viewer = viewer_of(request)
    wordings = queries.wordings(viewer)
    forms = {
        (one.kind, one.language): Worded(
            initial={"kind": one.kind, "language": one.language.value, "said": one.said, "brief": one.brief},
            auto_id=f"id_{one.kind}_{one.language.value}_%s",
        )
        for one in wordings
    }
    form = None
    if request.method == "POST":
        form = Worded(request.POST)
        if form.is_valid():
            try:
                form.carry_out(by=viewer.actor)
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error(None, in_words(refusal))
            else:
                notes.success(request, _("消息用语已保存。"))
                return redirect("desk:message-words")
        form.auto_id = "id_{}_{}_%s".format(*form.of)
        forms |= {key: form for key in forms if key == form.of}
    context = {"rows": [(one, forms[one.kind, one.language]) for one in wordings], "form": form}
    return render(request, "desk/message_words.html", context, status=200 if form is None else 422)
