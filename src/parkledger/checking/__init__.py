"""Checking: what was published against what the ledger knows, and the conditions of the law against figures.

`check` compares a page's statements with figures, `conditions` evaluates the dated rules on a zone. Neither needs
Django: both ask the figure books. The pages kept in the database are in `archive`, `acceptance` and `kept_statements`.
"""
