"""What the words of a command line may be."""

import argparse
import math


def counted(word: str) -> int:
    """A whole number from 1."""
    if not word.isascii() or not word.isdecimal() or int(word) < 1:
        message = f"{word!r} is not a whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(word)


def lasting(word: str) -> float:
    """Seconds, more than none."""
    try:
        seconds = float(word)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        message = f"{word!r} is not a number of seconds above 0"
        raise argparse.ArgumentTypeError(message)
    return seconds
