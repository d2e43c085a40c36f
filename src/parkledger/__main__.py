"""`python -m parkledger`: the same as the `parkledger` command."""

from parkledger.cli import main

if __name__ == "__main__":
    main()
