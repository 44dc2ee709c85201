"""Oracle of the loss by misrepresentation on the securities markets of the PRC.

法释〔2022〕2号 arts 25, 27-31, 34: the rising and the falling case (27, 28), ex-rights (29), one
investor's accounts in order of time (30), other causes (31), which days count in which window (34).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import Oracle, Row, day, minor
from tests.oracles._price import (
    DIGITS,
    FAULTS_OF_EVENTS,
    adjusted,
    changed,
    events_until,
    ex_rights,
    placed,
    price,
    share,
    shown,
)
from tests.oracles._whole import (
    MOST,
    Stop,
    answering,
    currency,
    dated,
    early,
    finished,
    parting,
    rounded,
    shifted,
    way,
    written,
    wrong,
)

RULES_FROM, PRACTICE_FROM = date(2022, 1, 22), date(2003, 2, 1)

METHODS = ("moving_weighted", "actual_cost", "weighted", "fifo_weighted", "fifo_actual")
OTHER_CAUSES = ("other", "manipulation", "over_reaction", "operations")


class Average:
    """The average price of the position that the window leaves, by the method in use."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.running = Fraction(0)
        self.lots: list[list[Fraction]] = []  # quantity and price of each, the oldest first
        self.held = self.opened = self.opened_cost = self.closed_cost = Fraction(0)

    def open(self, quantity: Fraction, at: Fraction) -> None:
        if quantity == 0:
            return
        self.running = Fraction(self.running * self.held + at * quantity, self.held + quantity)
        self.lots.append([quantity, at])
        self.held += quantity
        self.opened += quantity
        self.opened_cost += quantity * at

    def close(self, quantity: Fraction, at: Fraction) -> None:
        self.held -= quantity
        self.closed_cost += quantity * at
        while quantity:
            eaten = min(quantity, self.lots[0][0])
            self.lots[0][0] -= eaten
            quantity -= eaten
            if self.lots[0][0] == 0:
                self.lots.pop(0)

    def price(self) -> Fraction:
        if self.method == "moving_weighted":
            return self.running
        if self.method == "weighted":
            return Fraction(self.opened_cost, self.opened)
        if self.method == "fifo_weighted":
            return Fraction(sum(lot * at for lot, at in self.lots), self.held)
        return Fraction(self.opened_cost - self.closed_cost, self.held)


def taken(wanted: Fraction, *pools: Fraction) -> list[Fraction]:
    """What is taken of each pool in turn; they hold it all, or more was sold than held."""
    parts = []
    for pool in pools:
        parts.append(min(wanted, pool))
        wanted -= parts[-1]
    if wanted:
        raise Stop("sold_more_than_held")
    return parts


def position(row: Row) -> tuple[Average, Fraction, Fraction]:
    """The window's average, then the quantity sold (bought back) after it and its money."""
    implemented, disclosed, last = (
        dated(row[name]) for name in ("implemented", "disclosed", "base_date")
    )
    kind = price(row["base_price"])[1]
    events = events_until(row, last, kind)
    up, first_sold = row.get("case") != "down", row.get("earlier_shares") != "last_sold"
    average = Average(row.get("method") or "moving_weighted")
    earlier: Fraction | int = row.get("held_before") or 0
    for _, factor, _ in events:
        earlier *= factor
    free = later = done = done_money = Fraction(0)
    open_left = None
    for one in sorted(row["trades"], key=lambda one: one["date"]):
        on = dated(one["date"])
        if on > last:
            break
        at, shares = Fraction(minor(one["price"])), Fraction(1)
        if events:
            at, shares = adjusted(events, on, at)
        quantity, buy, after = one["quantity"] * shares, one["side"] == "buy", on >= disclosed
        window = implemented <= on and not after
        if after and open_left is None:
            open_left = average.held
        if up:
            if buy and window:
                average.open(quantity, at)
            elif buy:
                earlier, later = (
                    (earlier, later + quantity) if after else (earlier + quantity, later)
                )
            else:
                hurt = open_left if after else average.held
                if first_sold:
                    old, hit, new = taken(quantity, earlier, hurt, later)
                else:
                    hit, old, new = taken(quantity, hurt, earlier, later)
                earlier, later = earlier - old, later - new
                if after:
                    open_left, done, done_money = open_left - hit, done + hit, done_money + hit * at
                elif hit:
                    average.close(hit, at)
        elif after and buy:
            back = min(quantity, open_left)
            open_left, done, done_money = open_left - back, done + back, done_money + back * at
            later += quantity
        elif after:
            old, new, newest = taken(quantity, earlier, free, later)
            earlier, free, later = earlier - old, free - new, later - newest
        elif buy and window:
            back = min(quantity, average.held)
            if back:
                average.close(back, at)
            earlier, free = earlier + back, free + quantity - back
        elif buy:
            earlier += quantity
        elif window:
            if first_sold:
                old, new = taken(quantity, earlier, free)
            else:
                new, old = taken(quantity, free, earlier)
            earlier, free = earlier - old, free - new
            average.open(old, at)
        else:
            earlier -= taken(quantity, earlier)[0]
    return average, done, done_money


def left_after_causes(row: Row) -> Fraction:
    """What is left of one unit of loss once the other causes are taken off, 31."""
    risk, other = share(row.get("risk_share")), share(row.get("other_share"))
    falls = row.get("index_fall"), row.get("stock_fall")
    if row.get("risk_method") == "relative_proportion":
        if dated(row.get("judged") or row["disclosed"]) < PRACTICE_FROM:
            raise Stop("not_in_force")
        if risk:
            raise Stop("not_for_method")
        if None in falls:
            raise Stop("needs_argument")
        index, stock = share(falls[0]), share(falls[1])
        if stock == 0:
            raise Stop("no_stock_fall")
        risk = min(Fraction(1), index / stock)
    elif falls != (None, None):
        raise Stop("not_for_method")
    if risk + other > 1:
        raise Stop("shares_above_one")
    return 1 - risk - other


def costs(row: Row) -> dict[str, Fraction]:
    return {name: share(row.get(name)) for name in ("commission", "stamp_duty")}


def raw_loss(row: Row, base: Fraction) -> Fraction:
    average, done, done_money = position(row)
    if average.held == 0:
        return Fraction(0)
    mean = average.price()
    gained = mean * done - done_money + (mean - base) * (average.held - done)
    return gained if row.get("case") != "down" else -gained


def checked(row: Row) -> tuple[Fraction, Fraction]:
    """What is left after other causes, and the costs on top: nothing is wrong with the rest."""
    kind = price(row["base_price"])[1]
    events_until(row, dated(row["base_date"]), kind)
    for one in row["trades"]:
        if minor(one["price"]) < 0:
            raise Stop("negative_amount")
        if one["price"][-3:] != kind:
            raise Stop("currency_mismatch")
    kept = left_after_causes(row)
    method, extra = row.get("method") or "", costs(row)
    if method.startswith("fifo") and row.get("earlier_shares") == "last_sold":
        raise Stop("not_for_method")
    if method == "fifo_actual" and dated(row.get("judged") or row["disclosed"]) < PRACTICE_FROM:
        raise Stop("not_in_force")
    if not row["implemented"] <= row["disclosed"] <= row["base_date"]:
        raise Stop("end_before_start")
    if (row.get("held_before") or 0) < 0 or any(one["quantity"] <= 0 for one in row["trades"]):
        raise Stop("bad_quantity")
    return kept, 1 + sum(extra.values())


def exact_parts(row: Row) -> dict[str, Fraction]:
    kept, extra = checked(row)[0], costs(row)
    raw = raw_loss(row, price(row["base_price"])[0])
    if abs(raw) > MOST:  # its line has to fit, whatever is taken off afterwards
        raise Stop("overflow")
    deducted = max(Fraction(0), raw) * kept
    return {"difference_loss": deducted} | {name: deducted * rate for name, rate in extra.items()}


def loss_parts(row: Row) -> dict[str, int]:
    parts = exact_parts(row)
    return placed(parts, rounded(sum(parts.values()), way(row)))


def misrepresentation_loss(row: Row) -> int:
    return rounded(sum(exact_parts(row).values()), way(row))


# Rows of the loss.


def trading(random: Random, row: Row, kind: str) -> list[Row]:
    """Trades on and beside the ends of the windows; what is sold is nearly always held."""
    ends = [row["implemented"], row["disclosed"], row["base_date"]]
    edges = [shifted(end, by) for end in ends for by in (-1, 0, 1)]
    within = (dated(row["disclosed"]) - dated(row["implemented"])).days
    behind = (dated(row["base_date"]) - dated(row["disclosed"])).days
    count = random.choice((1, 2, 4, 6, 8, 12))
    days = []
    for _ in range(count):
        chance = random.random()
        if chance < 0.3:
            days.append(random.choice(edges))
        elif chance < 0.8 and within:
            days.append(shifted(row["implemented"], random.randrange(within)))
        elif chance < 0.95:
            days.append(shifted(row["disclosed"], random.randrange(behind + 1)))
        else:
            days.append(shifted(row["implemented"], -random.randrange(1, 200)))
    days.sort()
    held = row.get("held_before", 0)
    level = random.choice((300, 1000, 5000))
    huge = random.random()
    trades = []
    for on in days:
        buys = 0.7 if on < row["disclosed"] else 0.25
        if row.get("case") == "down":
            buys = 0.35 if row["implemented"] <= on < row["disclosed"] else 0.6
        sell = held > 0 and random.random() > buys
        quantity = random.choice((1, 3, 7, 100, 100, 200, 300, 1000, random.randrange(1, 10_000)))
        if huge < 0.005:
            quantity = random.choice((2**61, 10**17, 10**15))
        if sell:
            quantity = random.choice((min(held, 2**63 - 1), max(1, held // 2), min(held, quantity)))
            if random.random() < 0.01:
                quantity = held + 1
        held += -quantity if sell else quantity
        at = level + random.choice((-20, -10, 0, 1, 10, 20, random.randrange(-level, level)))
        if on >= row["disclosed"] and random.random() < 0.7:  # the market has heard of it
            at = at * random.choice((70, 80, 85)) // 100 if row.get("case") != "down" else at * 2
        if huge > 0.995:
            at = random.choice((10**14, 10**12))
        trades.append(
            {
                "date": on,
                "side": "sell" if sell else "buy",
                "quantity": quantity,
                "price": written(at, kind),
            }
        )
    if random.random() < 0.3:  # accounts one after another; within a day in the order of trades
        keys = {on: random.random() for on in days}
        trades.sort(key=lambda one: keys[one["date"]])
    return trades


def tie(random: Random, row: Row, kind: str) -> None:
    """A base price with which the loss ends in exactly half a minor unit, where there is one."""
    try:
        kept, extra = checked(row)
        factor = kept * extra
        at_nought = raw_loss(row, Fraction(0))
        slope = raw_loss(row, Fraction(1)) - at_nought
    except Stop:
        return
    if slope == 0 or factor == 0:
        return
    near = raw_loss(row, price(row["base_price"])[0]) * factor
    wanted = max(0, int(near)) + Fraction(random.choice((1, 1, 1, 0)), 2)
    wanted += Fraction(random.choice((-1, 0, 0, 0, 0, 0, 1)), 10**6)
    base = (wanted / factor - at_nought) / slope / 10 ** DIGITS[kind]
    if base >= 0 and max(base.numerator, base.denominator) < 10**17:
        row["base_price"] = shown(base, kind)


def trade_fault(**change: object) -> Callable[[Random, Row], None]:
    return changed("trades", **change)


def both_falls(random: Random, row: Row) -> None:
    row.update(
        risk_method="relative_proportion",
        index_fall=random.choice(("50%", "0%", "1/3", "100%")),
        stock_fall=random.choice(("50%", "70%", "1/3", "49.99%")),
    )
    row.pop("risk_share", None)


def falls_fault(**change: str | None) -> Callable[[Random, Row], None]:
    def fault(random: Random, row: Row) -> None:
        both_falls(random, row)
        row["stock_fall"] = "60%"
        for name, value in change.items():
            row.pop(name, None)
            if value is not None:
                row[name] = value

    return fault


def last_sold_first(random: Random, row: Row) -> None:
    row.update(method=random.choice(METHODS[3:]), earlier_shares="last_sold")


def more_than_held(random: Random, row: Row) -> None:
    on = random.choice([row["implemented"], row["disclosed"], row["base_date"]])
    one = {"date": on, "side": "sell", "quantity": 10**12, "price": row["trades"][0]["price"]}
    row["trades"].append(one)


FAULTS_OF_LOSS = [
    *FAULTS_OF_EVENTS,
    trade_fault(quantity=0),
    trade_fault(quantity=-100),
    trade_fault(price="-0.01 CNY"),
    trade_fault(price="3.00 EUR"),
    early("disclosed", "implemented"),
    early("base_date", "disclosed"),
    wrong("base_price", "7.40", "CNY 7.40", "-7.40 CNY", "7/0 CNY", "seven CNY", "7..4 CNY"),
    wrong("base_price", "7.40 ZZZ"),
    wrong("held_before", -1, -1000),
    wrong("risk_share", "100.01%", "-0.01%", "5% per year"),
    wrong("other_share", "3/2", "-1/3"),
    wrong("commission", "101%", "-0.03%"),
    wrong("stamp_duty", "1001/1000", "0.1% per day"),
    falls_fault(stock_fall="0%"),
    falls_fault(stock_fall=None),
    falls_fault(index_fall=None),
    falls_fault(index_fall="101%"),
    falls_fault(risk_share="10%"),
    falls_fault(risk_method="stated"),
    falls_fault(judged="2003-01-31"),
    falls_fault(index_fall="0%", other_share="100%"),
    falls_fault(index_fall="60%", other_share="0.01%"),
    lambda random, row: row.update(risk_share="60%", other_share="40.01%"),
    last_sold_first,
    more_than_held,
    wrong("trades", []),
]


def loss_rows(random: Random, n: int) -> list[Row]:
    made = []
    for _ in range(n):
        kind = currency(random, "CNY")
        start = day(random, date(2003, 2, 1), date(2025, 6, 1), [RULES_FROM, PRACTICE_FROM])
        disclosed = start + timedelta(days=random.choice((0, 1, 30, 90, 365, 1000)))
        last = disclosed + timedelta(days=random.choice((0, 13, 30, 42, 60)))
        row: Row = {
            "implemented": start.isoformat(),
            "disclosed": disclosed.isoformat(),
            "base_date": last.isoformat(),
        }
        if random.random() < 0.35:
            row["case"] = "down" if random.random() < 0.9 else "up"
        down = row.get("case") == "down"
        if random.random() < (0.9 if down else 0.25):
            row["held_before"] = random.choice((0, 1, 100, 1000, 2500))
        row["trades"] = trading(random, row, kind)
        if random.random() < 0.55:
            row["method"] = random.choice(METHODS)
        if random.random() < 0.25 and not (row.get("method") or "").startswith("fifo"):
            row["earlier_shares"] = random.choice(("last_sold", "last_sold", "first_sold"))
        level = minor(random.choice(row["trades"])["price"]) % 10**6
        base = Fraction(level * random.choice((40, 50, 75, 80, 100, 101)), 100)
        if down:
            base = Fraction(level * random.choice((100, 110, 150, 250, 95)), 100)
        base /= random.choice((1, 1, 1, 3, 7)) * 10 ** DIGITS[kind]
        row["base_price"] = shown(base, kind)
        if random.random() < 0.2:
            row["risk_share"] = random.choice(("0%", "10%", "1/3", "37.5%", "100%"))
        elif random.random() < 0.2:
            both_falls(random, row)
        if random.random() < 0.2:
            row["other_share"] = random.choice(("0%", "5%", "1/7", "100%"))
            row["other_cause"] = random.choice(OTHER_CAUSES)
        if share(row.get("other_share")) and "100%" in (row.get("risk_share"), row["other_share"]):
            row["other_share"] = "0%"
        if random.random() < 0.3:
            row["commission"] = random.choice(("0%", "0.03%", "0.3%", "1/3000", "100%"))
        if random.random() < 0.3:
            row["stamp_duty"] = random.choice(("0%", "0.1%", "0.05%", "1/700"))
        if random.random() < 0.12:
            ends = [row["implemented"], row["disclosed"], row["base_date"]]
            on = [shifted(end, by) for end in ends for by in (-1, 0, 1)]
            on += [one["date"] for one in row["trades"]]
            row["ex_rights"] = ex_rights(random, on, kind)
        if random.random() < 0.1:
            row["judged"] = random.choice(("2003-02-01", "2024-02-29"))
        if random.random() < 0.4:
            tie(random, row, kind)
        made.append(finished(random, row, FAULTS_OF_LOSS, 0.12))
    return made


ORACLES = {
    "misrepresentation_loss": Oracle(
        loss_rows,
        answering(misrepresentation_loss),
        accept=("cn.misrepresentation.fifo_actual", "cn.misrepresentation.relative_proportion"),
        parts=parting(loss_parts),
        edges="both days of each window ± 1; exact half cents of averages; ex-rights; all sold",
    ),
}
