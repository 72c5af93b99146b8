"""How fast the library is, measured beside PyTorch and beside naive code: `python -m tests.benchmarks`."""
