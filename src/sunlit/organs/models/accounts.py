"""Accounts: who may sign in. Posts, units and officers come with the organs themselves."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from sunlit.kernel.ids import new_id
from sunlit.organs.rules.bodies import Administration


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts for signing in."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of a user name, whatever the case it is typed in."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One person's way in. Never shared; switched off, not deleted, because acts name it.

    Attributes:
        display_name: how the desk greets the person.
        administers: a value of `rules.Administration`, or empty. Whoever administers does no business of the directory;
            what others may do follows from their posts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("用户名", max_length=150, unique=True)
    display_name = models.CharField("显示名", max_length=50, blank=True)
    is_active = models.BooleanField("启用", default=True)
    administers = models.CharField(
        "管理员类别", max_length=10, blank=True, default="", choices=[(a.value, a.value) for a in Administration]
    )

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "账户"
        verbose_name_plural = "账户"

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """How the desk names the person."""
        return self.display_name or self.username
