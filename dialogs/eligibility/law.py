"""Figures of the law that talks mention, on the day of a case."""

from dialogs.case import Case


def carer_age(case: Case) -> int:
    """Under which age a child's only able-bodied carer is exempt, in years; 0 if no law says."""
    entry = case.reference.parameters.on("carer_child_age", case.on)
    return (entry.whole("under_years") if entry is not None else None) or 0


def block_months(case: Case) -> int:
    """For how many months a refusal stands in the way of an award; 0 if it does not."""
    sanctions = case.reference.parameters.series("sanctions", case.on)
    return max((one.whole("block_months") or 0 for one in sanctions), default=0)
