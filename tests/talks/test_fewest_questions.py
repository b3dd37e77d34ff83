"""E11: nine questions at most, none that can't change the result, and the progress is true."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any

from dialogs.case import Case
from dialogs.eligibility.household import Household
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.rules import assess
from dialogs.steps import Question
from tests.support.talk import checking
from tests.support.worlds import walkers

AT_MOST = 9


def finished() -> Iterator[list[Question[Any]]]:
    """The questions of every family that came to the page of answers."""
    for walker in walkers():
        if walker.flow == "eligibility":
            for _answers, place in walker.places():
                if place.step is not None and place.step.key == "review":
                    yield [
                        step
                        for step in place.path
                        if isinstance(step, Question)
                        and step.number is not None
                        and f"{step.key}.again" not in {one.key for one in place.path}
                    ]


def test_at_most_nine_questions() -> None:
    counts = [len(asked) for asked in finished()]
    assert len(counts) > 500
    assert max(counts) == AT_MOST


FAMILIES = {
    "a pensioner alone": ("1", "150 000", "0", "нет"),
    "a pensioner alone above the line": ("1", "300 000"),
    "a mother with one small child": ("2", "0", "1", "1", "да", "нет"),
    "a mother with two schoolchildren": ("3", "120 000", "0", "1", "нет", "нет"),
    "parents and three children": ("5", "450 000", "2", "2", "нет"),
    "parents and three children above the line": ("5", "900 000"),
    "parents and four children": ("6", "240 000", "3", "1", "да", "нет"),
    "grandmother, parents, child": ("4", "300 000", "1", "2", "нет"),
    "a couple without work": ("2", "0", "0", "2", "нет"),
    "a couple, one refused a course": ("2", "0", "0", "1", "нет", "2", "01.03.2026"),
    "a person with disability and a carer": ("2", "170 000", "0", "1", "да", "нет"),
}


def test_most_families_are_asked_seven_questions_at_most() -> None:
    counts = []
    for name, answers in FAMILIES.items():
        talk = checking().citizen("Ақмола")
        for answer in answers:
            talk.citizen(answer)
        talk.bot("Check your answers")
        counts.append(1 + len(answers))
        assert counts[-1] <= AT_MOST, name
    assert median(counts) <= 7


def test_a_question_is_asked_exactly_when_the_rules_let_it_change_the_result() -> None:
    """The form decides without the rules, which are slow; the rules say that it is right."""
    for walker in walkers():
        if walker.flow != "eligibility":
            continue
        for answers, place in walker.places():
            if place.step is None or place.step.key != "review":
                continue
            family = household(walker.case, answers)
            variants: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
                field: ({field: False}, {field: True})
                for field in ("children_1_to_6", "only_able_bodied_cares")
            }
            for field, answered in variants.items():
                if field == "children_1_to_6" and family.members == 1:
                    continue
                if answers.get("children") == 0:
                    continue
                if field == "only_able_bodied_cares" and family.able_bodied != 1:
                    continue
                results = {seen(walker.case, replace(family, **each)) for each in answered}
                above = seen(walker.case, family).startswith("above_line")
                assert (field in answers) == (len(results) == 2 and not above), (answers, field)


def household(case: Case, answers: Mapping[str, Any]) -> Household:
    quarter = f"income.{Quarter.of(case.on).previous()}"
    income = answers.get(f"{quarter}.again", answers.get(quarter, 0))
    told = answers.get("line_told")
    return Household(
        on=case.on,
        region=answers["region"],
        members=answers.get("members", 1),
        income_quarter=income,
        line_told=Decimal(told) if told else None,
        children=answers.get("children", answers.get("children_1_to_6", 0)),
        children_1_to_6=answers.get("children_1_to_6", 0),
        able_bodied=answers.get("able_bodied", 0),
        only_able_bodied_cares=answers.get("only_able_bodied_cares", False),
    )


def seen(case: Case, family: Household) -> str:
    """What a person sees of the result, as one text."""
    with_room = replace(family, children=max(family.children or 0, family.children_1_to_6))
    found = assess(with_room, case.reference.lines, case.reference.parameters)
    return f"{found.outcome.value} {replace(found, trace=(), result_code='', warnings=())}"


def test_the_number_of_questions_left_is_never_too_small_and_numbers_go_up_by_one() -> None:
    for asked in finished():
        assert [step.number for step in asked] == list(range(1, len(asked) + 1))
        for place, step in enumerate(asked, start=1):
            assert step.left is not None
            assert place + step.left >= len(asked), step.key
            assert place + step.left <= AT_MOST


def test_the_total_never_grows_on_the_way() -> None:
    for asked in finished():
        totals = [(step.number or 0) + (step.left or 0) for step in asked]
        assert totals == sorted(totals, reverse=True)
