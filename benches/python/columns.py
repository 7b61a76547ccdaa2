"""Times whole columns of intervals beside statsmodels and numpy: the same counts, in turn, answers compared.

Run it with the development extras installed: ``python benches/python/columns.py [WORK ...] [--rows ROWS]``. Every
contender has a process of its own, which is told when to run: set-up, one warm-up, then five rounds in turn. Printed
are the median, its ratio to helhed, the peak memory of the process during the warm-up (imports and counts are inside
it), and the largest relative difference of a limit from helhed's, which must stay below the tolerance of the work.
(scipy's inverse beta function itself is off by some 1e-10, the closed form of the cubic equation by some 1e-7.)
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
Z, TAIL = 1.959963984540054, 0.025

# Work: family and function of helhed, rows, groups, largest relative difference, contenders.
WORKS = {
    "wilson": ("proportion", "wilson", 1_000_000, 1, 1e-12, ("numpy", "statsmodels")),
    "clopper_pearson": ("proportion", "clopper_pearson", 1_000_000, 1, 1e-9, ("numpy", "statsmodels")),
    "jeffreys": ("proportion", "jeffreys_equal_tailed", 1_000_000, 1, 1e-9, ("numpy", "statsmodels")),
    "mid_p": ("proportion", "mid_p", 1_000_000, 1, 1e-8, ("numpy",)),
    "poisson": ("rate", "exact", 1_000_000, 1, 1e-10, ("numpy", "statsmodels")),
    "newcombe": ("difference", "newcombe", 100_000, 2, 1e-11, ("numpy", "statsmodels")),
    "miettinen_nurminen": ("difference", "miettinen_nurminen", 100_000, 2, 1e-6, ("numpy",)),
    "koopman": ("ratio", "koopman", 100_000, 2, 1e-7, ("numpy",)),
    "fisher": ("odds_ratio", "fisher", 100_000, 2, 1e-6, ("numpy",)),
}


def counts(rows: int, groups: int):
    """Sizes log-uniform from 5 to 100,000, shares uniform, the same for every contender."""
    import numpy as np

    draw = np.random.default_rng(20260101)
    columns = []
    for _ in range(groups):
        n = np.floor(np.exp(draw.uniform(np.log(5), np.log(1e5), rows)))
        columns += [draw.binomial(n.astype("int64"), draw.uniform(0, 1, rows)).astype("float64"), n]
    return columns


def helhed(work: str, columns):
    import pyarrow as pa

    import helhed as hh

    family, name = WORKS[work][:2]
    method = getattr(getattr(hh, family), name)
    columns = [pa.array(column) for column in columns]
    return lambda: method(*columns)


def limits(answer):
    """The limits or p-values that a contender gave, as numpy arrays."""
    import numpy as np

    if isinstance(answer, tuple):
        return [np.asarray(one) for one in answer]
    import pyarrow as pa

    table = pa.table(answer)
    names = ("lower", "upper") if "lower" in table.column_names else ("p_value", "p_less", "p_greater")
    return [table[name].to_numpy() for name in names]


def statsmodels(work: str, columns):
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
    from statsmodels.stats.rates import confint_poisson

    if work == "newcombe":
        return lambda: confint_proportions_2indep(*columns, method="newcomb", compare="diff", correction=False)
    if work == "poisson":
        return lambda: confint_poisson(*columns, method="exact-c")
    method = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys"}[work]
    return lambda: proportion_confint(*columns, alpha=2 * TAIL, method=method)


def numpy(work: str, columns):
    return lambda: globals()[f"numpy_{work}"](*columns)


def numpy_wilson(x, n):
    import numpy as np

    z2 = Z * Z
    p, bottom = x / n, 1 + z2 / n
    middle = (p + z2 / (2 * n)) / bottom
    half = Z / bottom * np.sqrt((p * (1 - p) + z2 / (4 * n)) / n)
    return middle - half, middle + half


def numpy_clopper_pearson(x, n):
    import numpy as np
    from scipy.special import betainccinv, betaincinv

    lower, upper = betaincinv(x, n - x + 1, TAIL), betainccinv(x + 1, n - x, TAIL)
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)


def numpy_jeffreys(x, n):
    from scipy.special import betainccinv, betaincinv

    return betaincinv(x + 0.5, n - x + 0.5, TAIL), betainccinv(x + 0.5, n - x + 0.5, TAIL)


def numpy_poisson(x, time):
    import numpy as np
    from scipy.special import gammainccinv, gammaincinv

    lower = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1.0, x), TAIL))
    return lower / time, gammainccinv(x + 1, TAIL) / time


def numpy_mid_p(x, n):
    """Newton's method on the mid-P tail; its derivative is half the sum of two beta densities."""
    import numpy as np
    from scipy.special import betainc, betaincc, betaln, xlog1py, xlogy

    def density(a, b, p):
        with np.errstate(invalid="ignore"):
            return np.where((a > 0) & (b > 0), np.exp(xlogy(a - 1, p) + xlog1py(b - 1, -p) - betaln(a, b)), 0.0)

    def limit(x, n, sign):
        # At least x, and more than x: the mean of both tails. `sign` 1 looks for the lower limit.
        p = np.clip(((x + 0.5) - sign * Z * np.sqrt((x + 0.5) * (n - x + 0.5) / (n + 1))) / (n + 1), 1e-9, 1 - 1e-9)
        found, rows = p.copy(), np.arange(len(p))
        low, high = np.zeros_like(p), np.ones_like(p)
        for _ in range(60):
            if sign > 0:
                tail = 0.5 * (np.where(x > 0, betainc(np.maximum(x, 1), n - x + 1, p), 1.0))
                tail = tail + 0.5 * np.where(x < n, betainc(x + 1, np.maximum(n - x, 1), p), 0.0)
            else:
                tail = 0.5 * np.where(x > 0, betaincc(np.maximum(x, 1), n - x + 1, p), 0.0)
                tail = tail + 0.5 * np.where(x < n, betaincc(x + 1, np.maximum(n - x, 1), p), 1.0)
            slope = 0.5 * sign * (density(x, n - x + 1, p) + density(x + 1, n - x, p))
            gap = tail - TAIL
            below = gap * sign < 0
            low, high = np.where(below, p, low), np.where(below, high, p)
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                step = p - gap / slope
            step = np.where((step > low) & (step < high), step, 0.5 * (low + high))
            going = np.abs(step - p) > 1e-10 * step
            found[rows] = step
            # Only the rows that are not done go on.
            rows, x, n, p, low, high = rows[going], x[going], n[going], step[going], low[going], high[going]
            if not len(rows):
                break
        return found

    return np.where(x == 0, 0.0, limit(x, n, 1)), np.where(x == n, 1.0, limit(x, n, -1))


def numpy_newcombe(x1, n1, x2, n2):
    import numpy as np

    (l1, u1), (l2, u2) = numpy_wilson(x1, n1), numpy_wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    d = p1 - p2
    return d - np.hypot(p1 - l1, u2 - p2), d + np.hypot(u1 - p1, p2 - l2)


def crossing(score, low, high, target):
    """Where a falling function of many rows crosses a number: Illinois' false position on those that are not done."""
    import numpy as np

    found, rows = np.empty_like(low), np.arange(len(low))
    at_low, at_high = score(low, rows) - target, score(high, rows) - target
    side = np.zeros(len(low))
    for _ in range(80):
        with np.errstate(divide="ignore", invalid="ignore"):
            middle = (low * at_high - high * at_low) / (at_high - at_low)
        middle = np.where((middle > low) & (middle < high), middle, 0.5 * (low + high))
        value = score(middle, rows) - target
        found[rows] = middle
        up = value > 0
        at_high = np.where(up & (side > 0), at_high / 2, at_high)
        at_low = np.where(~up & (side < 0), at_low / 2, at_low)
        low, at_low = np.where(up, middle, low), np.where(up, value, at_low)
        high, at_high = np.where(up, high, middle), np.where(up, at_high, value)
        side = np.where(up, 1, -1)
        going = np.minimum(high - low, np.abs(value)) > 1e-10
        rows, low, high, at_low, at_high, side = (one[going] for one in (rows, low, high, at_low, at_high, side))
        if not len(rows):
            break
    return found


def numpy_miettinen_nurminen(x1, n1, x2, n2):
    import numpy as np

    shares = x1 / n1 - x2 / n2

    def score(d, rows):
        counts = n1[rows], x2[rows], n2[rows], shares[rows], (n1 + n2)[rows], (x1 + x2)[rows]
        return score_of(d, *counts)

    def score_of(d, n1, x2, n2, d0, n, x):
        # The shares most likely under the difference d, by the closed form of the cubic.
        b = (n1 + 2 * n2) * d - n - x
        c = (n2 * d - n - 2 * x2) * d + x
        e = x2 * d * (1 - d)
        q = b**3 / (27 * n**3) - b * c / (6 * n**2) + e / (2 * n)
        p = np.sign(q) * np.sqrt(np.maximum(b**2 / (9 * n**2) - c / (3 * n), 0))
        with np.errstate(divide="ignore", invalid="ignore"):
            angle = (np.pi + np.arccos(np.clip(np.where(p == 0, 0, q / p**3), -1, 1))) / 3
        p2 = np.clip(2 * p * np.cos(angle) - b / (3 * n), 0, 1)
        p1 = np.clip(p2 + d, 0, 1)
        variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(d0 == d, 0.0, (d0 - d) / np.sqrt(variance))

    ends = np.full_like(shares, 1 - 1e-15)
    return crossing(score, -ends, shares, Z), crossing(score, shares, ends, -Z)


def numpy_koopman(x1, n1, x2, n2):
    import numpy as np

    def score(u, rows):
        return score_of(u, x1[rows], n1[rows], x2[rows], n2[rows])

    def score_of(u, x1, n1, x2, n2):
        n, x, p1, p2 = n1 + n2, x1 + x2, x1 / n1, x2 / n2
        r = np.exp(u)
        b = r * (n1 + x2) + x1 + n2
        q1 = np.minimum(2 * r * x / (b + np.sqrt(np.maximum(b * b - 4 * r * n * x, 0))), 1)
        q2 = np.minimum(q1 / r, 1)
        variance = q1 * (1 - q1) / n1 + r * r * q2 * (1 - q2) / n2
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(p1 == r * p2, 0.0, (p1 - r * p2) / np.sqrt(variance))

    ends = np.full_like(x1, 30.0)
    lower, upper = crossing(score, -ends, ends, Z), crossing(score, -ends, ends, -Z)
    return np.where(x1 == 0, 0.0, np.exp(lower)), np.where(x2 == 0, np.inf, np.exp(upper))


def numpy_fisher(x1, n1, x2, n2):
    """Tails by recurrence of all rows together, and where the other tail begins by bisection."""
    import numpy as np
    from scipy.special import gammaln

    events = x1 + x2
    least, most = np.maximum(events - n2, 0), np.minimum(n1, events)
    parts = gammaln(n1 + 1) + gammaln(n2 + 1) - gammaln(n1 + n2 + 1)
    parts = parts + gammaln(events + 1) + gammaln(n1 + n2 - events + 1)

    def ln_probability(k):
        ways = gammaln(k + 1) + gammaln(n1 - k + 1) + gammaln(events - k + 1) + gammaln(n2 - events + k + 1)
        return parts - ways

    def tail(k, up):
        # From k on, upwards or downwards, outside the mode; zero where k is beyond the end.
        inside = np.where(up, k <= most, k >= least)
        first = np.clip(k, least, most)
        total, rows = np.ones_like(k), np.flatnonzero(first != np.where(up, most, least))
        # Downwards is upwards for the other group.
        k, a = np.where(up, first, events - first)[rows], np.where(up, n1, n2)[rows]
        b, e, weight, sums = np.where(up, n2, n1)[rows], events[rows], np.ones(len(rows)), np.ones(len(rows))
        while len(rows):
            weight = weight * ((a - k) * (e - k) / ((k + 1) * (b - e + k + 1)))
            sums = sums + weight
            k = k + 1
            total[rows] = sums
            going = weight > 1e-17 * sums
            if not going.all():
                rows, weight, sums, k, a, b, e = (one[going] for one in (rows, weight, sums, k, a, b, e))
        return np.where(inside, np.exp(ln_probability(first)) * total, 0.0)

    seen = ln_probability(x1) + 1e-7
    mode = np.clip(np.floor((n1 + 1) * (events + 1) / (n1 + n2 + 2)), least, most)
    # The largest count below the mode, and the smallest above, that is no likelier than the one seen.
    low, high = least - 1, mode.copy()
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        rare = ln_probability(np.maximum(middle, least)) <= seen
        low, high = np.where(rare, middle, low), np.where(rare, high, middle)
    from_below = low
    low, high = mode.copy(), most + 1
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        rare = ln_probability(np.minimum(middle, most)) <= seen
        high, low = np.where(rare, middle, high), np.where(rare, low, middle)
    is_below = x1 < mode
    outer = tail(x1, ~is_below)
    inner = 1 - outer + np.exp(ln_probability(x1))
    other = tail(np.where(is_below, high, from_below), is_below)
    both = np.where(ln_probability(mode) <= seen, 1.0, outer + other)
    return np.minimum(both, 1), np.where(is_below, outer, inner), np.where(is_below, inner, outer)


def peak() -> float:
    """The most memory that this process has had, in MB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def contend(work: str, contender: str, rows: int, path: str) -> None:
    """What a process of a contender does: set up, warm up, and then run once for every line it is sent."""
    import numpy as np

    run = {"helhed": helhed, "numpy": numpy, "statsmodels": statsmodels}[contender](work, counts(rows, WORKS[work][3]))
    before = peak()
    answer = run()
    after = peak()
    np.save(path, np.array(limits(answer)))
    del answer
    print(json.dumps({"peak": after, "own": after - before}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start, flush=True)


def measure(work: str, rows: int | None) -> None:
    import numpy as np

    import helhed as hh

    family, name, usual, _, tolerance, others = WORKS[work]
    rows = rows or usual
    if not hasattr(getattr(hh, family), name):
        print(f"{work}: helhed has no {family}.{name}")
        return
    with tempfile.TemporaryDirectory() as folder:
        processes, memory, times = {}, {}, {}
        for contender in ("helhed", *others):
            call = [
                sys.executable,
                __file__,
                "--contend",
                contender,
                "--rows",
                str(rows),
                "--path",
                f"{folder}/{contender}",
            ]
            processes[contender] = subprocess.Popen(
                [*call, work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
            )
            memory[contender] = json.loads(processes[contender].stdout.readline())
            times[contender] = []
        for _ in range(ROUNDS):
            for contender, process in processes.items():
                process.stdin.write("run\n")
                times[contender].append(float(process.stdout.readline()))
        for process in processes.values():
            process.stdin.close()
            process.wait()
        answers = {contender: np.load(f"{folder}/{contender}.npy") for contender in processes}
    ours = statistics.median(times["helhed"])
    print(f"{work}: {rows:,} rows, median of {ROUNDS}")
    for contender, seconds in times.items():
        middle = statistics.median(seconds)
        reference, got = answers["helhed"], answers[contender]
        with np.errstate(invalid="ignore", divide="ignore"):
            # Near 0 a limit found by subtraction has absolute accuracy only.
            gap = np.abs(got - reference) / np.maximum(np.abs(reference), 1e-3)
        worst = np.nanmax(np.where(got == reference, 0.0, gap))
        print(
            f"  {contender:12} {middle:8.4f} s {middle / ours:7.2f} x   peak {memory[contender]['peak']:6.0f} MB"
            f" (own {memory[contender]['own']:4.0f})   differs {worst:.1e}"
        )
        if not worst <= tolerance:
            raise SystemExit(f"{work}: {contender} differs by {worst:.1e}, above {tolerance:.1e}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("works", nargs="*", metavar="WORK", help=", ".join(WORKS))
    parser.add_argument("--rows", type=int)
    parser.add_argument("--contend", help=argparse.SUPPRESS)
    parser.add_argument("--path", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        contend(given.works[0], given.contend, given.rows, given.path)
        return
    for work in given.works or WORKS:
        measure(work, given.rows)


if __name__ == "__main__":
    main()
