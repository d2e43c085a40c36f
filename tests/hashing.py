"""Passwords in tests: hashed as the portal hashes them, but for the work that is there to slow down whoever guesses."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """One round; what it made is read by the portal, too, which hashes it anew as whoever it is of signs in."""

    iterations = 1
