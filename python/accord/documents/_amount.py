"""Amounts as a paper states them: in figures, and in words that nobody can alter with a pen.

Chinese capital numerals follow the rules for writing notes of settlement (支付结算办法, annex 1):
整 closes an amount that ends with the 元; a zero between figures is said once; after 角 and 分
nothing is added.
"""

from __future__ import annotations

from accord._core import Money
from accord.documents._words import paper_words
from accord.errors import MoneyError

__all__ = ["amount_in_figures", "amount_in_words"]

DIGITS = {"zh-Hans": "零壹贰叁肆伍陆柒捌玖", "zh-Hant": "零壹貳參肆伍陸柒捌玖"}
TENS = ("", "拾", "佰", "仟")
MYRIADS = {"zh-Hans": ("万", "亿"), "zh-Hant": ("萬", "億")}
PARTS = {"zh-Hans": "角分厘", "zh-Hant": "角分釐"}

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ONES += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
ONES += ["eighteen", "nineteen"]
TENS_EN = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
GROUPS_EN: tuple[tuple[int, str], ...] = (
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
)
GROUPS_EN += ((10**6, "million"), (1000, "thousand"))


def _checked(money: Money) -> Money:
    if not isinstance(money, Money):
        raise TypeError(f"an amount is Money, not {type(money).__name__!r}")
    if money.minor < 0:
        raise MoneyError("negative_amount", str(money))
    return money


def _group(number: int, digits: str) -> str:
    """Up to four figures."""
    said, gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure == 0:
            gap = bool(said)
            continue
        said += (digits[0] if gap else "") + digits[figure] + TENS[place]
        gap = False
    return said


def _whole(number: int, language: str) -> str:
    """A whole number above zero; parts are joined by 零 where the next one starts too low."""
    digits, (myriad, hundred_million) = DIGITS[language], MYRIADS[language]
    for size, unit in ((10**8, hundred_million), (10**4, myriad)):
        if number >= size:
            high, low = divmod(number, size)
            said = _whole(high, language) + unit
            if low:
                said += (digits[0] if low < size // 10 else "") + _whole(low, language)
            return said
    return _group(number, digits)


def _chinese(money: Money, language: str) -> str:
    digits = DIGITS[language]
    whole, rest = divmod(money.minor, 10**money.digits)
    figures = f"{rest:0{money.digits}}" if money.digits else ""
    said = _whole(whole, language) + "元" if whole else ""
    if not rest:
        return (said or digits[0] + "元") + "整"
    gap = bool(whole) and (whole % 10 == 0 or figures[0] == "0")
    for figure, part in zip(figures, PARTS[language], strict=False):
        if figure == "0":
            gap = bool(said)
            continue
        said += (digits[0] if gap else "") + digits[int(figure)] + part
        gap = False
    return said


def _english(number: int) -> str:
    for size, unit in GROUPS_EN:
        if number >= size:
            high, low = divmod(number, size)
            said = f"{_english(high)} {unit}"
            return f"{said} {'and ' if low < 100 else ''}{_english(low)}" if low else said
    if number >= 100:
        high, low = divmod(number, 100)
        return f"{ONES[high]} hundred" + (f" and {_english(low)}" if low else "")
    if number < 20:
        return ONES[number]
    high, low = divmod(number, 10)
    return TENS_EN[high] + (f"-{ONES[low]}" if low else "")


def _name(money: Money, language: str) -> str:
    return str(paper_words(language)["currencies"].get(money.currency, money.currency))


def amount_in_words(money: Money, *, language: str = "zh-Hans") -> str:
    """An amount in words: 人民币捌万元整. A negative amount is refused."""
    name = _name(_checked(money), language)
    if language != "en":
        return name + _chinese(money, language)
    unit = 10**money.digits
    whole, rest = divmod(money.minor, unit)
    cents = f" and {rest:0{money.digits}}/{unit}" if rest else ""
    return f"{name} {_english(whole)}{cents} only"


def amount_in_figures(money: Money, *, language: str = "zh-Hans") -> str:
    """An amount in figures: 人民币80,000.00元."""
    name = _name(_checked(money), language)
    figures = f"{money.decimal:,.{money.digits}f}"
    if language == "en":
        return f"{money.currency} {figures}"
    return f"{name}{figures}元" if money.currency == "CNY" else f"{name}{figures}"
