"""The tables of the ledger: whoever needs a row of them asks here, by a function that says what it finds."""
