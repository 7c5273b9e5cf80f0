"""The proof of a built setup under Wine: installed, used, upgraded, killed and taken away again."""

from delivery.trying.proof import run

__all__ = ["run"]
