"""What Nines measures, each beside a peer or a baseline in the same run: `python -m benchmarks [NAME …]`."""
