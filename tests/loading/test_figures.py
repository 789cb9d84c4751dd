"""Numbers as two languages write them: which are the same, and which are told."""

import pytest

from bot.loading.figures import difference


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("No numbers at all", "Sin números"),
        ("in 2021, with 15 firms", "con 15 empresas, en 2021"),
        ("March 3, 2021", "3 de marzo de 2021"),
        ("10,000 jobs", "10 000 empleos"),
        ("10,000 jobs", "10\u00a0000 empleos"),
        ("10,000 jobs", "10.000 empleos"),
        ("10,000 jobs", "10000 empleos"),
        ("1,250,000.5", "1.250.000,5"),
        ("3.5% of GDP", "3,5 % del PIB"),
        ("the 21st century", "el siglo XXI"),
        ("the 5th and the 10th century", "los siglos V y X"),
        ("the 19th century", "el siglo XIX"),
        ("the siglo XXI", "the 21st century"),
        ("the 1st report", "el 1.er reporte"),
        ("$2.5 billion", "2,500 millones de dólares"),
        ("$2.5 billion", "2.5 mil millones de dólares"),
        ("$2.5bn", "2,500 mdd"),
        ("$2.5B", "2.5 mmdd"),
        ("2 million", "2 millones"),
        ("1 Million", "1 millón"),
        ("1,200,000 people", "1.2 millones de personas"),
        ("2.5M", "2.5 millones"),
        ("250,000 jobs", "250 mil empleos"),
        ("250K", "250 mil"),
        ("1 trillion", "1 billón"),
        ("3 trillion", "3 billones"),
        ("between 2 and 3 million", "entre 2 millones y 3 millones"),
        ("$60-70 billion", "entre 60 y 70 mil millones"),
        ("US$60 billion to US$70 billion", "de US$60 a US$70 mil millones"),
        ("60,000 to 70,000", "60 a 70 mil"),
        ("from $15 to $20 billion", "de 15 mil a 20 mil millones"),
        ("15 thousand to 20 million", "15 mil a 20 millones"),
        ("the 2nd report", "el segundo reporte"),
        ("the first 4 months, Q3", "los primeros cuatro meses, el tercer trimestre"),
        ("3 of 10", "tres de cada diez"),
        ("ten years", "10 años"),
        ("First, ten of them", "1. De ellos, 10"),
        ("$1 trillion", "un billón"),
        ("COVID-19 took 300 people", "300 personas por COVID-19"),
        ("COVID-19 300 times", "300 veces COVID-19"),
        ("Article 32.10 of the USMCA", "artículo 32.10 del T-MEC"),
        ("24/7, at 10:30", "24/7, a las 10:30"),
        ("2 millionaires in 5 m", "2 millonarios en 5 m"),
        ("plan B, model 3 B", "plan B, modelo 3 B"),
        ("١٢ is 12", "12"),
    ],
)
def test_numbers_that_are_written_differently_are_the_same(english: str, spanish: str) -> None:
    assert difference(english, spanish) == ([], [])


@pytest.mark.parametrize(
    ("english", "spanish", "lost", "added"),
    [
        ("in 2021", "en 2012", ["2021"], ["2012"]),
        ("in 2021", "ese año", ["2021"], []),
        ("that year", "en 2021", [], ["2021"]),
        ("15 of 20", "20", ["15"], []),
        ("10,000", "100,000", ["10,000"], ["100,000"]),
        ("2.5", "25", ["2.5"], ["25"]),
        ("2 billion", "2 billones", ["2 billion"], ["2 billones"]),
        ("2 billion", "2 millones", ["2 billion"], ["2 millones"]),
        ("2 million", "2 mil", ["2 million"], ["2 mil"]),
        ("the 21st century", "el siglo XX", ["21"], []),
        ("2 near-shoring plans", "planes de near-shoring", ["2"], []),
        ("4 months", "cinco meses", ["4"], []),
        ("1 trillion", "un millón", ["1 trillion"], []),
        ("15 thousand to 20 million", "15 a 20 millones", ["15 thousand"], ["15"]),
        ("2021 and 2021", "2020 y 2020", ["2021"], ["2020"]),
    ],
)
def test_other_numbers_are_told_as_they_are_written(
    english: str, spanish: str, lost: list[str], added: list[str]
) -> None:
    assert difference(english, spanish) == (lost, added)


def test_numbers_of_any_length_are_compared() -> None:
    assert difference("9" * 3000, "9" * 3000) == ([], [])
    assert difference("9" * 3000 + " trillion", "1") == (["9" * 3000 + " trillion"], ["1"])
