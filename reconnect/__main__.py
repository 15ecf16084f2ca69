"""`python -m reconnect` is the command `reconnect`."""

from reconnect.cli import main

if __name__ == "__main__":
    main(prog_name="reconnect")
