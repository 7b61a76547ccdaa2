"""Writes the tables of this folder: `python tables.py [NAME ...]`. Needs mpmath and scipy (for where to look, never for
what is there); takes some minutes."""

import json
import math
import sys
from pathlib import Path

import mpmath as mp
import scipy.stats as st
from special import beta_quadrature, beta_tails, gamma_tails, quadrature

HERE = Path(__file__).parent
SIZES = [1, 2, 10, 100, 10**3, 10**5, 10**7, 10**9]
TAILS = [0.25, 0.025, 5e-4, 5e-10]
# Logarithms of tails that are far out.
FAR = [100 * math.log(10), 295 * math.log(10)]


def digits(value):
    return mp.nstr(value, 30, strip_zeros=False, min_fixed=0, max_fixed=0)


def counts(n):
    return sorted({x for x in (0, 1, 2, n // 10, n // 2, n - 1, n) if 0 <= x <= n})


def bisect(function, low, high):
    """Where an increasing function of a double is zero, near enough."""
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return 0.5 * (low + high)


def far_share(x, n, ln_tail, side):
    """A share whose tail at x of n is about e^-ln_tail, by Chernoff's bound."""

    def bound(u):
        p, q = 1 / (1 + math.exp(-u)), 1 / (1 + math.exp(u))
        part = (x * math.log(x / (n * p)) if x else 0.0) + ((n - x) * math.log((n - x) / (n * q)) if x < n else 0.0)
        return part - ln_tail

    middle = math.log((x + 0.5) / (n - x + 0.5))
    u = bisect(lambda u: -bound(u), -690, middle) if side == "lower" else bisect(bound, middle, 690)
    return 1 / (1 + math.exp(-u))


def beta_points():
    """The limits of Clopper and Pearson: shapes and points."""
    for n in SIZES:
        for x in counts(n):
            for tail in TAILS:
                if x > 0:
                    yield x, n - x + 1, float(st.beta.ppf(tail, x, n - x + 1))
                if x < n:
                    yield x + 1, n - x, float(st.beta.isf(tail, x + 1, n - x))
            for ln_tail in FAR:
                if x > 0:
                    yield x, n - x + 1, far_share(x, n, ln_tail, "lower")
                if x < n:
                    yield x + 1, n - x, far_share(x, n, ln_tail, "upper")


def beta():
    rows, seen = [], set()
    for a, b, x in beta_points():
        if (a, b, x) in seen or not 0.0 < x < 1.0 or math.isnan(x):
            continue
        seen.add((a, b, x))
        lower, upper = beta_tails(a, b, x)
        rows.append([a, b, x, digits(lower), digits(upper)])
    return ["a", "b", "x", "lower", "upper"], rows


def gamma():
    rows, seen = [], set()
    shapes = sorted({0.5, 1.5, *(x for n in SIZES for x in (n, n + 1, 3 * n))})
    for a in shapes:
        points = [float(st.gamma.ppf(tail, a)) for tail in TAILS] + [float(st.gamma.isf(tail, a)) for tail in TAILS]
        for ln_tail in FAR:

            def bound(u, a=a, ln_tail=ln_tail):
                x = a * math.exp(u)
                return x - a - a * u - ln_tail

            points.append(a * math.exp(bisect(bound, 0.0, 9.0)))
            if a * 300 > ln_tail:
                points.append(a * math.exp(bisect(lambda u, bound=bound: -bound(u), -700.0, 0.0)))
        for x in points:
            if (a, x) in seen or not x > 0.0:
                continue
            seen.add((a, x))
            lower, upper = gamma_tails(a, x)
            rows.append([a, x, digits(lower), digits(upper)])
    return ["a", "x", "lower", "upper"], rows


def student():
    """Upper tails of t by quadrature of its density in ln t, and once more by that of the beta distribution."""
    rows = []
    for df in [1, 2, 2.5, 7.3, 10, 100, 10**3, 10**5, 10**7, 10**9]:
        for tail in [0.4, *TAILS, 1e-100, 1e-295]:
            t = float(st.t.isf(tail, df)) if tail > 1e-20 else far_t(df, -math.log(tail))
            upper = student_upper(df, t)
            twice = beta_quadrature(
                0.5, 0.5 * df, mp.mpf(t) ** 2 / (df + mp.mpf(t) ** 2), df / (df + mp.mpf(t) ** 2), "upper"
            )
            assert abs(twice / 2 - upper) < mp.mpf(10) ** -34 * upper, (df, t)
            rows.append([df, t, digits(upper)])
    return ["df", "t", "upper"], rows


def far_t(df, ln_tail):
    """A statistic whose tail is about e^-ln_tail."""
    u = bisect(
        lambda u: 0.5 * df * (math.log1p(math.exp(2 * u) / df) if u < 300 else 2 * u - math.log(df)) - ln_tail,
        0.0,
        700.0,
    )
    return math.exp(u)


def student_upper(df, t):
    df, t = mp.mpf(df), mp.mpf(t)
    front = mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - mp.log(df * mp.pi) / 2

    def ln_density(u):
        return front + u - (df + 1) / 2 * mp.log1p(mp.exp(2 * u) / df)

    return quadrature(ln_density, mp.log(t), 3 / (1 + (df + 1) * t * t / (df + t * t)))


def f():
    rows = []
    for d1, d2 in [(1, 1), (1, 10), (2, 7), (3, 20.5), (10, 2), (5, 1000), (100, 100), (999, 10**5), (10**7, 10**7)]:
        for tail in TAILS:
            for x in {float(st.f.isf(tail, d1, d2)), float(st.f.ppf(tail, d1, d2))}:
                exact = mp.mpf(x)
                odds = d1 * exact / d2
                lower, upper = f_tails(d1, d2, odds)
                rows.append([d1, d2, x, digits(lower), digits(upper)])
    return ["d1", "d2", "f", "lower", "upper"], rows


def f_tails(d1, d2, odds):
    x, y = odds / (1 + odds), 1 / (1 + odds)
    lower = beta_quadrature(mp.mpf(d1) / 2, mp.mpf(d2) / 2, x, y, "lower")
    upper = beta_quadrature(mp.mpf(d1) / 2, mp.mpf(d2) / 2, x, y, "upper")
    assert abs(lower + upper - 1) < mp.mpf(10) ** -36, (d1, d2, odds)
    return lower, upper


def binomial():
    """Probabilities and both inclusive tails."""
    rows = []
    for n in SIZES:
        for x in counts(n):
            spread = math.sqrt((x + 1) * (n - x + 1) / (n + 2))
            for p in [(x + 1) / (n + 2), (x + 1 + 4 * spread) / (n + 2), (x + 1 - 4 * spread) / (n + 2)]:
                if not 0.0 < p < 1.0:
                    continue
                exact = mp.mpf(p)
                ln = mp.loggamma(n + 1) - mp.loggamma(x + 1) - mp.loggamma(n - x + 1)
                chance = ln + x * mp.log(exact) + (n - x) * mp.log(1 - exact)
                at_most = beta_tails(x + 1, n - x, p)[1] if x < n else mp.mpf(1)
                at_least = beta_tails(x, n - x + 1, p)[0] if x > 0 else mp.mpf(1)
                # The two count x twice.
                assert abs(at_most + at_least - 1 - mp.exp(chance)) < mp.mpf(10) ** -30, (x, n, p)
                rows.append([x, n, p, digits(chance), digits(at_most), digits(at_least)])
    return ["x", "n", "p", "ln_probability", "at_most", "at_least"], rows


def normal():
    rows = []
    for tail in [0.5 - 1e-9, 0.4, *TAILS, 1e-5, 1e-16, 1e-50, 1e-100, 1e-200, 1e-300]:
        z = mp.findroot(
            lambda z, tail=tail: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(mp.mpf(tail)), st.norm.isf(tail)
        )
        integral = quadrature(lambda u: -u * u / 2 - mp.log(2 * mp.pi) / 2, z, 3 / (z + 1))
        assert abs(integral / mp.mpf(tail) - 1) < mp.mpf(10) ** -30, tail
        rows.append([tail, digits(z)])
    return ["tail", "z"], rows


TABLES = {"beta": beta, "gamma": gamma, "student": student, "f": f, "binomial": binomial, "normal": normal}

for name in sys.argv[1:] or TABLES:
    columns, rows = TABLES[name]()
    lines = ",\n".join(json.dumps(row) for row in rows)
    (HERE / f"{name}.json").write_text(f'{{"columns": {json.dumps(columns)}, "rows": [\n{lines}\n]}}\n', "utf-8")
    print(name, len(rows))
