"""Tails of the non-central t distribution by quadrature with mpmath at 30 digits: writes noncentral_t.json beside it.

P(T > t) is the integral of P(Z > t u - ncp) over the density of u, the square root of a chi-squared over its degrees of
freedom.
"""

import json
from pathlib import Path

from mpmath import erfc, exp, gamma, inf, log, mp, mpf, quad, sqrt

mp.dps = 30

CASES = [
    (t, df, ncp)
    for df in (1, 2, 4.5, 25, 400)
    for t, ncp in ((0.5, 0), (2, 1), (-2, 1), (2, -1), (6, 0.5), (3, 8), (-4, 6), (30, 2), (12, 25))
] + [(1.97, 1e5, 2.8), (-1.96, 1e5, 3), (40, 3, 38), (5, 0.7, 2)]
CASES += [(250, 10, 240), (-260, 10, -240), (1e4, 5, 9e3), (300, 1e5, 290), (2e3, 3, 2.4e3)]


def upper(t, df, ncp):
    t, df, ncp = mpf(t), mpf(df), mpf(ncp)
    constant = 2 * (df / 2) ** (df / 2) / gamma(df / 2)

    def integrand(v):
        u = exp(v)
        z = t * u - ncp
        if v > 20 or z > 1000:  # far below the last digit that is kept
            return mpf(0)
        return constant * exp(df * v - df * u * u / 2) * erfc(z / sqrt(mpf(2))) / 2

    # The integrand has one mode: search it on a coarse and a fine grid of the logarithm, integrate in pieces around it,
    # as a share of the largest value, because the quadrature stops at an absolute error.
    coarse = max((mpf(k) / 8 for k in range(-80, 32)), key=integrand)
    mode = max((coarse + mpf(k) / 400 for k in range(-50, 51)), key=integrand)
    largest = integrand(mode)
    width = 1 / sqrt(2 * df + t * t * exp(2 * mode) + 1)
    apart = [width * k for k in (2, 5, 10, 20, 40, 80, 160, 320, 640)] + [mpf(k) / 10 for k in (2, 5, 10, 20, 40)]
    points = {mode, *(mode - one for one in apart), *(mode + one for one in apart if one < 2)}
    if t * ncp > 0:
        # Where the normal tail falls from one to zero, and the density of u need not have its mode.
        step = log(ncp / t)
        points |= {step, *(step + sign * k / abs(ncp) for sign in (-1, 1) for k in (2, 6, 15, 60))}
    points = sorted(points)
    points = [-inf, *points, inf] if df < 1000 else points
    return largest * quad(lambda v: integrand(v) / largest, points)


def rows():
    for t, df, ncp in CASES:
        above, below = upper(t, df, ncp), upper(-t, df, -ncp)
        assert abs(above + below - 1) < mpf(10) ** -20, (t, df, ncp, above + below)
        yield {"t": t, "df": df, "ncp": ncp, "lower": float(below), "upper": float(above)}


if __name__ == "__main__":
    text = ",\n".join(json.dumps(row) for row in rows())
    (Path(__file__).parent / "noncentral_t.json").write_text(f"[\n{text}\n]\n", encoding="ascii")
