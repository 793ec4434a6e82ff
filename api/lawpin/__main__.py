"""`python -m lawpin` is `lawpin`."""

from lawpin.cli.main import main

if __name__ == "__main__":
    main()
