"""`python -m crossfolio`: the same as the command `crossfolio`."""

from crossfolio.cli.main import run

if __name__ == "__main__":
    run()
