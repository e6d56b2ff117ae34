"""What docket costs, measured beside other ways of doing the same."""
