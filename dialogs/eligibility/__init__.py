"""Eligibility: the law as dated data, the estimate as pure rules."""
