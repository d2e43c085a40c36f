"""What is measured, and against what: `python -m benchmarks`. Results stand in docs/benchmarks.md."""
