"""`orleu …`, also `python -m bot …`."""

from bot.cli import orleu


def main() -> None:
    """Exit status: 0 done, 1 the thing asked for failed, 2 wrong usage."""
    orleu()


if __name__ == "__main__":
    main()
