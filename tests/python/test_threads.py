"""Many threads on values and on one docket: the same answers, nothing lost, nothing doubled."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import accord
import pytest
from accord.procedures import cn_mediation

from tests.python._dockets import filed, filing, opened

THREADS = 8
SAMPLES = 10_000_000


def together(work, count=THREADS):
    """Runs work(i) in threads that all start at once; returns what they return, in order."""
    gate = threading.Barrier(count)

    def run(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_values_give_the_same_answers_in_every_thread():
    total = accord.Money("100.00 CNY")

    def work(_):
        results = []
        for n in range(1, 200):
            shares = accord.allocate(total, weights=[1] * n)
            why = accord.settle.court_fee(f"{n}0000.00 CNY", on="2026-01-16")
            results.append((shares[0].minor, why.value.minor, why.line.json))
        return results

    first, *others = together(work)
    assert all(other == first for other in others)


def test_errors_are_translated_in_every_thread():
    def work(number):
        codes = []
        for _ in range(200):
            with pytest.raises(accord.MoneyError) as caught:
                accord.Money("1 QQQ")
            codes.append((caught.value.code, number))
        return codes

    for number, codes in enumerate(together(work)):
        assert codes == [("unknown_currency", number)] * 200


def test_one_docket_takes_writers_and_readers_at_once(tmp_path):
    each = 12
    with opened(tmp_path) as docket:
        shared = filed(docket)

        def work(number):
            ids = []
            for n in range(each):
                key = f"{number}-{n}"
                outcome = docket.file(filing(), procedure=cn_mediation, key=key)
                ids.append(outcome.case.id)
                added = docket.act(
                    shared, "add_evidence", content=key.encode(), name=f"{key}.txt", item=f"i{key}"
                )
                assert added
                assert docket.case(shared).version >= shared.version
                assert len(docket.find()) >= n
            return ids

        ids = [case_id for part in together(work) for case_id in part]
        assert len(set(ids)) == THREADS * each
        assert len(docket.find()) == THREADS * each + 1
        case = docket.case(shared)
        assert len(case.evidence) == THREADS * each
        assert [event.n for event in docket.events(case)] == list(range(1, case.version + 1))
        numbers = sorted(head.number for head in docket.find())
        assert numbers == [f"〔2026〕调字第{n:04d}号" for n in range(1, THREADS * each + 2)]
        assert docket.verify(deep=True).ok


def test_the_same_key_from_many_threads_is_one_case(tmp_path):
    with opened(tmp_path) as docket:
        outcomes = together(lambda _: docket.file(filing(), procedure=cn_mediation, key="once"))
        assert len({outcome.case.id for outcome in outcomes}) == 1
        assert sum(not outcome.replayed for outcome in outcomes) == 1


def test_closing_waits_for_verbs_and_later_ones_are_refused(tmp_path):
    docket = opened(tmp_path)
    case = filed(docket)

    def work(number):
        if number == 0:
            docket.close()
            return "closed"
        try:
            for _ in range(500):
                docket.case(case)
        except accord.StoreError as error:
            return error.code
        return "done"

    assert set(together(work)) <= {"closed", "done"}
    with opened(tmp_path) as docket:
        assert docket.verify().ok


def test_a_long_verb_lets_other_threads_run(tmp_path):
    with opened(tmp_path) as docket:
        for _ in range(30):
            filed(docket)
        ticks = 0
        stop = threading.Event()

        def count():
            nonlocal ticks
            while not stop.is_set():
                ticks += 1

        counter = threading.Thread(target=count)
        counter.start()
        for _ in range(20):
            assert docket.verify(deep=True).ok
        stop.set()
        counter.join()
        assert ticks > 1000


@pytest.mark.parametrize("rule", ["simulate_award", "random_arrival_sampled"])
def test_others_run_while_an_estimate_is_simulated(rule):
    """Kept waiting, this thread would have no moment of its own inside the other's call."""
    chances = [{"chance": "50%", "low": "1.00 CNY", "high": "9.00 CNY"}]
    asked = {
        "simulate_award": (chances, {}),
        "random_arrival_sampled": ("100.00 CNY", {"claims": ["90.00 CNY"] * 8, "claimant": 1}),
    }
    subject, named = asked[rule]
    span = []

    def simulate():
        begun = time.perf_counter()
        getattr(accord.settle, rule)(subject, samples=SAMPLES, **named)
        span.extend([begun, time.perf_counter()])

    other = threading.Thread(target=simulate)
    other.start()
    moments = []
    while other.is_alive():
        moments.append(time.perf_counter())
        time.sleep(0.001)
    begun, ended = span
    quarter = (ended - begun) / 4
    assert any(begun + quarter < moment < ended - quarter for moment in moments)
