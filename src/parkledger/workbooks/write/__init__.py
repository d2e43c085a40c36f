"""Workbooks out: templates with their lists and instructions, and the refused rows of an import."""
