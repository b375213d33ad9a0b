"""Coming in: by an account an administrator made, with two factors, for as long as somebody is there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.kernel import clock
from tests.support.people import PASSWORD, code_of, make_account

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_whose_house_it_is_and_the_way_in(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "示范市" in page
    assert 'action="/account/login/"' in page


def test_signing_in_leads_back_to_where_one_was_going(client: Client) -> None:
    asked = client.get("/laws/?kind=statute").url
    page = client.get(asked).content.decode()
    assert 'name="next" value="/laws/?kind=statute"' in page
    account = make_account()
    step = client.post("/account/login/", {"login": "admin", "password": PASSWORD, "next": "/laws/?kind=statute"})
    assert client.post(step.url, {"code": code_of(account.totp_secret)}).url == "/laws/?kind=statute"


def test_signing_in_takes_a_password_and_a_code(client: Client) -> None:
    account = make_account()

    asked = client.post("/account/login/", {"login": "ADMIN", "password": PASSWORD})
    assert asked.url == reverse("mfa_authenticate")
    assert client.get("/account/").status_code == 302

    done = client.post(asked.url, {"code": code_of(account.totp_secret)})
    assert done.url == "/"
    assert account.username in client.get("/account/").content.decode()


def test_a_code_signs_in_once_whichever_process_saw_it(client: Client) -> None:
    from django.core.cache import cache

    account = make_account()
    code = code_of(account.totp_secret)
    for expected in (302, 200):
        client.post("/account/login/", {"login": "admin", "password": PASSWORD})
        assert client.post("/account/code/", {"code": code}).status_code == expected
        client.post("/account/logout/")
        cache.clear()


def test_a_recovery_code_stands_in_once(client: Client) -> None:
    from allauth.mfa.models import Authenticator

    account = make_account()
    code = Authenticator.objects.get(user=account, type="recovery_codes").wrap().get_unused_codes()[0]

    for expected in (302, 200):
        client.post("/account/login/", {"login": "admin", "password": PASSWORD})
        assert client.post("/account/code/", {"code": code}).status_code == expected
        client.post("/account/logout/")


def test_an_account_without_a_second_factor_is_led_to_set_one_up_before_anything_else(client: Client) -> None:
    make_account(second_factor=False)
    client.post("/account/login/", {"login": "admin", "password": PASSWORD})

    for path in ("/", "/account/", "/account/password/", "/account/recovery-codes/"):
        assert client.get(path).url == "/account/code/set-up/"

    page = client.get("/account/code/set-up/").content.decode()
    secret = re.search(r'translate="no">([A-Z2-7]+)<', page)
    assert secret
    assert 'src="data:image/svg+xml;base64,' in page
    done = client.post("/account/code/set-up/", {"code": code_of(secret[1])})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r'<li translate="no">\d{8}<', client.get(done.url).content.decode())) == 10
    assert client.get("/").status_code == 200


def test_giving_up_the_authenticator_means_setting_up_another(client: Client) -> None:
    account = make_account()
    client.force_login(account)
    assert client.post("/account/code/remove/").url.startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/?next=/account/code/remove/", {"password": PASSWORD})
    assert client.get("/").url == "/account/code/set-up/"


@pytest.mark.parametrize("kind", ["password", "code"])
def test_five_failures_lock_the_account_however_the_name_is_typed(client: Client, kind: str) -> None:
    account = make_account()
    spellings = ["admin", "Admin", "aDmin", " ADMIN ", "admiN"]
    for i, name in enumerate(spellings):
        password = PASSWORD if kind == "code" else "wrong"
        answer = client.post("/account/login/", {"login": name, "password": password})
        if kind == "code":
            answer = client.post("/account/code/", {"code": "000000"})
        assert answer.status_code == (429 if i == 4 else 200)
    assert "账户暂时锁定" in answer.content.decode()
    assert "锁定 15 分钟" in answer.content.decode()

    client.logout()
    locked = client.post("/account/login/", {"login": "admin", "password": PASSWORD})
    assert locked.status_code == 429
    assert account.totp_secret not in locked.content.decode()


def test_a_locked_account_may_not_try_codes_either(client: Client) -> None:
    account = make_account()
    client.post("/account/login/", {"login": "admin", "password": PASSWORD})
    for _ in range(5):
        client.post("/account/code/", {"code": "000000"})

    answer = client.post("/account/code/", {"code": code_of(account.totp_secret)})

    assert answer.status_code == 429
    assert client.get("/account/").status_code == 302


def test_wrong_old_passwords_count_too(client: Client) -> None:
    client.force_login(make_account())
    new = {"password1": "another long pass phrase", "password2": "another long pass phrase"}
    for _ in range(4):
        assert "当前口令不正确" in client.post("/account/password/", {"oldpassword": "wrong", **new}).content.decode()

    assert client.post("/account/password/", {"oldpassword": "wrong", **new}).status_code == 429


def test_the_password_is_changed_when_the_old_one_is_right_and_the_new_one_strong(client: Client) -> None:
    account = make_account()
    client.force_login(account)
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "field-wrong" in client.post("/account/password/", weak).content.decode()

    strong = {"oldpassword": PASSWORD, "password1": "another long pass phrase", "password2": "another long pass phrase"}
    client.post("/account/password/", strong)

    account.refresh_from_db()
    assert account.check_password("another long pass phrase")


def test_a_switched_off_account_is_told_so(client: Client) -> None:
    make_account(is_active=False)
    answer = client.post("/account/login/", {"login": "admin", "password": PASSWORD}, follow=True)
    assert "已停用" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "confirm-email/", "password/set/", "login/code/", "login/code/confirm/", "webauthn/", "phone/verify/"]
)
def test_what_nobody_uses_is_not_there(client: Client, path: str) -> None:
    client.force_login(make_account())
    assert client.get(f"/account/{path}").status_code == 404
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_session_nobody_uses_ends_though_a_page_keeps_asking(client: Client) -> None:
    client.force_login(make_account())
    start = clock.now()
    with clock.frozen(start):
        assert client.get("/account/").status_code == 200
    with clock.frozen(start + timedelta(minutes=14)):
        assert client.post("/account/stay/").status_code == 204
    with clock.frozen(start + timedelta(minutes=28, seconds=59)):
        assert client.get("/account/").status_code == 200
    with clock.frozen(start + timedelta(minutes=44)):
        ended = client.get("/account/", follow=True)
    assert "登录已过期" in ended.content.decode()


def test_a_fragment_of_a_page_sends_the_whole_page_to_sign_in(client: Client) -> None:
    answer = client.get("/account/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/?a=1"})

    assert answer.headers["HX-Redirect"] == "/account/login/?next=/account/%3Fa%3D1"


def test_the_idle_dialog_knows_the_limit(client: Client) -> None:
    client.force_login(make_account())
    assert 'data-seconds="900"' in client.get("/account/").content.decode()


def test_signing_out_is_asked_and_done(client: Client) -> None:
    client.force_login(make_account())
    assert "退出登录" in client.get("/account/logout/").content.decode()
    assert client.post("/account/logout/").url == "/account/login/"
    assert client.get("/account/").status_code == 302


def test_language_and_display_are_chosen_and_kept(client: Client) -> None:
    assert 'lang="zh-Hans"' in client.get("/", headers={"Accept-Language": "en"}).content.decode()
    client.post("/language/", {"language": "en", "next": "/"})
    client.post("/display/", {"size": "larger", "contrast": "more", "keys": "off", "next": "https://elsewhere.example/"})
    page = client.get("/").content.decode()
    assert '<html lang="en" data-size="larger" data-contrast="more" data-keys="off">' in page

    client.cookies["display"] = "huge.nonsense"
    client.cookies["django_language"] = "xx"
    assert '<html lang="zh-Hans" data-size="normal" data-contrast="normal" data-keys="on">' in client.get("/").content.decode()
