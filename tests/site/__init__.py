# ruff: noqa: A005 - named after the app it tests
