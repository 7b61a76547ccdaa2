"""Tails of the beta and gamma distributions to 36 digits and more, each by two ways.

First way: a series of positive terms, summed in whole numbers of 2^-280, times a factor of log gammas. Second way:
another series of positive terms (for the other tail, or a finite one), or the integral of the density over the log
odds (beta) or the logarithm (gamma) by Gauss-Legendre quadrature; where there is no series, the integral in pieces of
two widths. `agreed` refuses a value on which two ways differ.
"""

import mpmath as mp

mp.mp.dps = 70
BITS = 280
MOST_TERMS = 600_000
AGREE = mp.mpf(10) ** -36


def fixed(value):
    """A number in units of 2^-BITS."""
    return int(mp.floor(value * mp.mpf(2) ** BITS + mp.mpf(1) / 2))


def series(above, step_above, below, step_below, factor):
    """1 + r0 + r0 r1 + ... with r_k = factor (above + k step_above) / (below + k step_below); None if it is too long.

    `above` and `below` are rationals with the denominator 1000, which covers every shape of the tables.
    """
    above, below = round(above * 1000), round(below * 1000)
    step_above, step_below = 1000 * step_above, 1000 * step_below
    factor = fixed(factor)
    term = total = 1 << BITS
    for _ in range(MOST_TERMS):
        if above <= 0:
            return mp.mpf(total) / mp.mpf(2) ** BITS
        ratio_above = factor * above
        term = (term * ratio_above // below) >> BITS
        if term == 0:
            return mp.mpf(total) / mp.mpf(2) ** BITS
        total += term
        above += step_above
        below += step_below
    return None


def times(factor, total):
    return None if total is None else factor * total


def beta_front(a, b, x, y):
    """x^a y^b / (a B(a, b))."""
    a, b = mp.mpf(a), mp.mpf(b)
    return mp.exp(a * mp.log(x) + b * mp.log(y) - mp.loggamma(a + 1) - mp.loggamma(b) + mp.loggamma(a + b))


def beta_lower(a, b, x, y):
    """The lower tail by both series (DLMF 8.17.8, and the finite one of the binomial distribution)."""
    first = series(a + b, 1, a + 1, 1, x)
    found = [times(beta_front(a, b, x, y), first)]
    if b == int(b):
        # The sum over the events a, a + 1, ..., a + b - 1 among a + b - 1.
        found.append(times(beta_front(a, b, x, y) / y, series(b - 1, -1, a + 1, 1, x / y)))
    return [value for value in found if value is not None]


def quadrature(ln_density, start, width):
    """The integral of a log-concave density from `start` outwards, in pieces of `width` (below zero: to the left)."""
    # The quadrature stops at an absolute error, so the density at the start is taken out.
    front = ln_density(mp.mpf(start))
    total, left = mp.mpf(0), mp.mpf(start)
    with mp.workdps(50):
        for piece in range(2000):
            right = left + width
            value = abs(mp.quad(lambda u: mp.exp(ln_density(u) - front), [left, right], method="gauss-legendre"))
            total += value
            if value < total * mp.mpf(10) ** -45 and piece > 2:
                break
            left = right
        else:
            raise ArithmeticError("the integral did not end")
    return total * mp.exp(front)


def beta_quadrature(a, b, x, y, side, wide=1):
    ln_b = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(mp.mpf(a) + b)

    def ln_density(u):
        ln_x = -mp.log1p(mp.exp(-u)) if u > 0 else u - mp.log1p(mp.exp(u))
        return a * ln_x + b * (ln_x - u) - ln_b

    width = 3 * wide / (abs(a * y - b * x) + mp.sqrt(a * b / (mp.mpf(a) + b)))
    return quadrature(ln_density, mp.log(x / y), -width if side == "lower" else width)


def gamma_front(a, x):
    """x^a e^-x / Gamma(a + 1)."""
    return mp.exp(a * mp.log(x) - x - mp.loggamma(mp.mpf(a) + 1))


def gamma_lower(a, x):
    """The lower tail by DLMF 8.11.4, whose terms are x^k / (a + 1)_k."""
    value = series_gamma(a, x)
    return [] if value is None else [gamma_front(a, x) * value]


def series_gamma(a, x):
    below, x = round(a * 1000) + 1000, fixed(x) * 1000
    term = total = 1 << BITS
    for _ in range(MOST_TERMS):
        term = (term * x // below) >> BITS
        if term == 0:
            return mp.mpf(total) / mp.mpf(2) ** BITS
        total += term
        below += 1000
    return None


def gamma_upper(a, x):
    """The upper tail of a whole shape: the probability of fewer than `a` events."""
    if a != int(a):
        return []
    total = series(a - 1, -1, 1, 0, 1 / x)
    return [] if total is None else [gamma_front(a, x) * a / x * total]


def gamma_quadrature(a, x, side, wide=1):
    ln_gamma = mp.loggamma(a)
    width = 3 * wide / (abs(a - x) + mp.sqrt(a) + 1)
    return quadrature(lambda u: a * u - mp.exp(u) - ln_gamma, mp.log(x), -width if side == "lower" else width)


def agreed(lower, upper, integral):
    """Both tails, once two ways agree on them: two values of one tail, or of both, which add up to one."""
    if lower and upper and abs(lower[0] + upper[0] - 1) < AGREE * min(lower[0], upper[0]):
        return lower[0], upper[0]
    # The smaller tail is the one that needs digits.
    side = "lower" if (lower and lower[0] < 0.5) or (upper and upper[0] > 0.5) else "upper"
    ways = (lower if side == "lower" else upper)[:2]
    ways += [integral(side, width) for width in (1, mp.mpf(7) / 10)[: 2 - len(ways)]]
    if abs(ways[0] - ways[1]) > AGREE * ways[0]:
        raise ArithmeticError(f"the ways do not agree: {lower} {upper} {ways}")
    for one in upper if side == "lower" else lower:
        if abs(one + ways[0] - 1) > AGREE:
            raise ArithmeticError(f"the tails do not add up: {lower} {upper} {ways}")
    return (ways[0], 1 - ways[0]) if side == "lower" else (1 - ways[0], ways[0])


def beta_tails(a, b, x, y=None):
    x = mp.mpf(x)
    y = 1 - x if y is None else y
    lower, upper = beta_lower(a, b, x, y), beta_lower(b, a, y, x)
    if not lower and not upper:
        one = beta_quadrature(a, b, x, y, "lower")
        other = beta_quadrature(a, b, x, y, "upper")
        assert abs(one + other - 1) < AGREE, (a, b, x)
        return one, other
    return agreed(lower, upper, lambda side, wide: beta_quadrature(a, b, x, y, side, wide))


def gamma_tails(a, x):
    x = mp.mpf(x)
    lower, upper = gamma_lower(a, x), gamma_upper(a, x)
    return agreed(lower, upper, lambda side, wide: gamma_quadrature(a, x, side, wide))
