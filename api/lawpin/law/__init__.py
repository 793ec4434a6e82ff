"""What the law is: identifiers, portions, versions, changes and decisions over them. Pure; no I/O, no clock."""
