"""Plain text to Akoma Ntoso: what `lawpin encode` does.

description (TOML) -> text as received -> outline with ids -> items -> alignment of a translation -> XML, report

reading       bytes to numbered lines          numbering    printed numbers to integers
outline       lines to nested levels           naming       levels to ids
sentences     running text to items            articles     what stands below an article
unit          the tree that all of them share  alignment    the same tree in another language
description   what a person states about it    writing      the tree as XML, metadata by identification
report        what was recognised              encode       all of it in order
"""
