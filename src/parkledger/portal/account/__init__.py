"""Signing in and out, passwords, second factor, one's own profile."""
