"""The command line: one module for each command, imported when it is called.

Exit codes: 0 done, 1 some documents refused, a thing not held or a store that cannot be used, 2 wrong usage.
"""
