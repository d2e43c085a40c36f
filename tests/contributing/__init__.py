"""The worked examples of CONTRIBUTING.md, each with the test that runs it."""
