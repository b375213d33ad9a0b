"""How an officer is reached: their own say, channel by channel, and forgotten when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import policies, rules
from sunlit.courier.acts import ContactForgotten, ContactKept
from sunlit.courier.models import Contact
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from sunlit.courier.values import Language
    from sunlit.kernel.actor import Actor


@command
def keep_contact(
    *, language: Language, mail: str | None = None, mobile: str | None = None, by_mail: bool, by_sms: bool, by: Actor
) -> Unchanged | None:
    """填写联系方式: say where one is reached and by what; None leaves an address as it is, an empty one is deleted.

    Raises:
        NotAnInbox, NotAMailAddress, NotAMobileNumber, NoMailAddress, NoMobileNumber.
    """
    officer = policies.inbox_of(by)
    held = Contact.objects.select_for_update().filter(officer=officer).first()
    before = (held.language, held.mail, held.mobile, held.by_mail, held.by_sms) if held else None
    contact = held or Contact(officer_id=officer)
    contact.language = language.value
    contact.mail = contact.mail if mail is None else rules.mail_address(mail)
    contact.mobile = contact.mobile if mobile is None else rules.mobile_number(mobile)
    contact.by_mail, contact.by_sms = by_mail, by_sms
    if by_mail and not contact.mail:
        raise rules.NoMailAddress
    if by_sms and not contact.mobile:
        raise rules.NoMobileNumber
    if before == (contact.language, contact.mail, contact.mobile, by_mail, by_sms):
        return Unchanged("it was so before")
    contact.changed_at = clock.now()
    contact.save()
    emit(ContactKept(officer=officer, language=language.value, mail=by_mail, sms=by_sms))
    return None


@command
def forget_contact(*, by: Actor) -> Unchanged | None:
    """删除联系方式: delete one's own addresses; what is on its way to them is given up.

    Raises:
        NotAnInbox.
    """
    officer = policies.inbox_of(by)
    if not Contact.objects.filter(officer=officer).delete()[0]:
        return Unchanged("nothing was kept")
    emit(ContactForgotten(officer=officer))
    return None


@command
def forget_leavers(*, by: Actor) -> Unchanged | int:
    """删除离任人员联系方式: delete the addresses of whoever has left. Returns how many.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    gone = list(Contact.objects.filter(officer__left__lte=clock.today()).values_list("pk", flat=True))
    Contact.objects.filter(pk__in=gone).delete()
    for officer in gone:
        emit(ContactForgotten(officer=officer))
    return len(gone) if gone else Unchanged("nobody of them has left")
