"""What a form says of a field that is wrong: which one, and what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from django.test import Client


class _Asking(forms.Form):
    name = forms.CharField(label="名称", max_length=3)
    part = forms.ChoiceField(label="阶段", choices=[("a", "甲")])
    paper = forms.FileField(label="附件")
    read = forms.BooleanField(label="已经看过")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh-hans", ["请填写“名称”。", "请选择“阶段”。", "请选择要上传的文件：“附件”。", "请勾选“已经看过”。"]),
        ("en", ["Fill in “名称”.", "Choose “阶段”.", "Choose a file to upload: “附件”.", "Tick “已经看过”."]),
    ],
)
def test_a_missing_field_is_named_with_what_to_do(language: str, told: list[str]) -> None:
    form = _Asking({})
    with translation.override(language):
        above = render_to_string("look/errors.html", {"form": form})
        beside = "".join(form[name].as_field_group() for name in form.fields)
    told = [words.replace("“", '"').replace("”", '"') for words in told] if language == "en" else told
    for words in told:
        assert words.replace('"', "&quot;") in above
        assert words.replace('"', "&quot;") in beside


def test_any_other_error_keeps_its_words_and_says_of_what_it_is() -> None:
    form = _Asking({"name": "很长的名称", "part": "a", "read": "on"}, {})
    with translation.override("zh-hans"):
        above = render_to_string("look/errors.html", {"form": form})
    assert "名称：" in above
    assert "阶段" not in above


@pytest.mark.django_db
def test_a_swap_never_writes_a_style_which_the_policy_forbids(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    config = json.loads(page.split("htmx-config\" content='")[1].split("'")[0])
    assert config["attributesToSettle"] == ["class", "width", "height"]
