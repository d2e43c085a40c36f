"""The handbooks: their samples run, and a newcomer's first hour."""
