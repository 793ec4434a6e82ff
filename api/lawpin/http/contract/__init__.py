"""The contract as OpenAPI: what every operation takes and answers, kept in one table and generated into one file."""
