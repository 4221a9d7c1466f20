"""A maker of random reports: consistent accounts, told in the manner of a province, with every answer known."""
