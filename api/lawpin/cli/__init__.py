"""The command line: one module for each command, imported when it is called.

Exit codes: 0 done, 1 some documents refused or a thing not held, 2 wrong usage.
"""
