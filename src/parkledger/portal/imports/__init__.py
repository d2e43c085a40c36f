"""Importing workbooks, and opening balances."""
