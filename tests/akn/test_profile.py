"""Planted faults: each is caught by the profile, under its rule, at its line, in a sentence a person can act on."""

import re
from collections.abc import Callable

import pytest
from lxml import etree

from lawpin.akn.checking import Checker
from lawpin.akn.names import AKN
from lawpin.akn.reading import Document, read_document
from lawpin.places import shipped

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
WORK = "/akn/cn/statement/opinions/2020-02-02"

# What is planted, the rule that catches it, its line, a part of the sentence.
PLANTED: list[tuple[str, str, str, int, str]] = []
