"""What is kept: one row a content, whatever it was called when it was handed in."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """A content kept under its own digest; the same bytes handed in twice are kept once.

    Attributes:
        sha256: digest of the bytes, in hexadecimal; also where they lie.
        size: in bytes.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
