"""The addresses of the officials' desk. Of allauth only what is listed here is reachable: no sign-up, no e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.generic import RedirectView

from sunlit.desk.views import (
    administrators,
    downloads,
    editing,
    entrance,
    findings,
    home,
    importing,
    inbox,
    laws,
    lists,
    loading,
    organs,
    organs_loading,
    power_codes,
    powers,
    readiness,
    results,
    setup,
    workdays,
)

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

desk: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("language/", entrance.language, name="language"),
    path("display/", entrance.display, name="display"),
    path("account/", entrance.account, name="account"),
    path("account/stay/", entrance.stay, name="stay"),
    path("search/", laws.search, name="search"),
    path("laws/", laws.laws, name="laws"),
    path("laws/load/", loading.load, name="load-laws"),
    path("laws/load/confirm/", loading.confirm, name="load-confirm"),
    path("laws/loadings/<uuid:key>/", loading.loading, name="loading"),
    path("laws/by-title/", laws.by_title, name="law-by-title"),
    path("laws/<uuid:key>/", laws.law, name="law"),
    path("laws/<uuid:key>/powers/", laws.powers, name="law-powers"),
    path("laws/<uuid:key>/compare/", laws.compare, name="compare"),
    path("calendar/", workdays.year, name="calendar"),
    path("calendar/load/", workdays.load, name="load-calendar"),
    path("calendar/load/confirm/", workdays.confirm, name="confirm-calendar"),
    path("accounts/", administrators.accounts, name="accounts"),
    path("accounts/change/", administrators.change, name="change-account"),
    path("security/", administrators.security, name="security"),
    path("security/end/", administrators.end, name="end-session"),
    path("security/lift/", administrators.lift, name="lift-lockout"),
    path("audit/", administrators.audit, name="audit"),
    path("setup/step/<slug:what>/", setup.step, name="setup"),
    path("setup/<str:token>/", setup.enter, name="setup-enter"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("site/", readiness.site, name="site"),
    path("organs/", organs.organs, name="organs"),
    path("organs/load/", organs_loading.load, name="load-organs"),
    path("organs/load/confirm/", organs_loading.confirm, name="confirm-organs"),
    path("organs/template/", organs_loading.template, name="organs-template"),
    path("organs/workbook/", organs_loading.workbook, name="organs-workbook"),
    path("organs/<uuid:key>/", organs.unit, name="unit"),
    path("organs/posts/<uuid:key>/naming/", organs.naming, name="name-post"),
    path("results/", results.results, name="results"),
    path("results/announce/", results.announce, name="announce-result"),
    path("results/<uuid:key>/withdraw/", results.withdraw, name="withdraw-result"),
    path("inbox/words/", inbox.missing_words, name="missing-words"),
    path("inbox/words/<uuid:key>/", inbox.missing_word, name="missing-word"),
    path("inbox/words/<uuid:key>/propose/", inbox.propose, name="propose-alias"),
    path("inbox/words/<uuid:key>/set-aside/", inbox.set_aside, name="set-words-aside"),
    path("inbox/reports/", inbox.reports, name="reports"),
    path("inbox/reports/<uuid:key>/", inbox.report, name="report"),
    path("inbox/reports/<uuid:key>/handle/", inbox.handle, name="handle-report"),
    path("powers/", powers.powers, name="powers"),
    path("powers/register/", powers.register, name="register"),
    path("powers/publish-unit/", powers.publish_unit, name="publish-unit"),
    path("powers/import/", importing.imports, name="imports"),
    path("powers/import/form.xlsx", importing.blank, name="list-form"),
    path("powers/import/on-record.xlsx", importing.on_record, name="list-on-record"),
    path("powers/import/<uuid:key>/", importing.loading, name="import"),
    path("powers/import/<uuid:key>/again/", importing.again, name="import-again"),
    path("powers/import/<uuid:key>/commit/", importing.commit, name="import-commit"),
    path("powers/import/<uuid:key>/file/", importing.file, name="import-file"),
    path("powers/import/<uuid:key>/returned/", importing.returned, name="import-returned"),
    path("powers/import/<uuid:key>/do/<slug:what>/", importing.deed, name="import-deed"),
    path("powers/<uuid:key>/", powers.power, name="power"),
    path("powers/<uuid:key>/begin/", powers.begin, name="begin-edition"),
    path("powers/<uuid:key>/drop/", powers.drop, name="drop-draft"),
    path("powers/<uuid:key>/file/", powers.file, name="file-power"),
    path("powers/<uuid:key>/publish/", powers.publish, name="publish-power"),
    path("powers/<uuid:key>/withdraw/", powers.withdraw, name="withdraw-power"),
    path("powers/<uuid:key>/become/<slug:what>/", powers.become, name="become"),
    path("powers/<uuid:key>/codes/", power_codes.give, name="give-code"),
    path("powers/<uuid:key>/codes/retire/", power_codes.retire, name="retire-code"),
    path("drafts/<uuid:key>/", editing.edit, name="edit-power"),
    path("drafts/<uuid:key>/autosave/", editing.autosave, name="autosave"),
    path("drafts/<uuid:key>/articles/", editing.find_article, name="find-article"),
    path("lists/", lists.lists, name="lists"),
    path("lists/hand-in/", lists.hand_in, name="hand-in"),
    path("lists/<uuid:key>/", lists.submission, name="list"),
    path("lists/<uuid:key>/progress/", lists.progress, name="progress"),
    path("lists/<uuid:key>/recheck/", lists.recheck, name="recheck"),
    path("lists/<uuid:key>/unread/", lists.unread, name="unread"),
    path("lists/<uuid:key>/download/<str:kind>/", downloads.download, name="download"),
    path("lists/<uuid:key>/findings/", findings.findings, name="findings"),
    path("lists/<uuid:key>/findings/<int:finding>/accept/", findings.accept, name="accept"),
    path("lists/<uuid:key>/findings/<int:finding>/reopen/", findings.reopen, name="reopen"),
]

entering: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("code/", second_factor.authenticate, name="mfa_authenticate"),
    path("code/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("code/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("code/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("second-factor/", RedirectView.as_view(pattern_name="desk:account"), name="mfa_index"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((desk, "desk"))),
    path("account/", include(entering)),
]
