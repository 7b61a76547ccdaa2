"""Times funnels with over-dispersion of many indicators beside numpy: the same counts, in turn, answers compared.

Run it with the development extras installed: ``python benches/python/funnel.py [--indicators N] [--areas N]``. A
warm-up, then five rounds in turn; printed are the medians and their ratio. numpy does z-scores, winsorising, phi, tau
squared and verdicts of widened limits, vectorised over all indicators; helhed asks the exact tail probability besides,
so its verdicts may be milder, and never sterner. The largest difference of a number must stay below 1e-9.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

import helhed as hh

ROUNDS = 5
TOLERANCE = 1e-9


def counts(indicators: int, areas: int) -> tuple[np.ndarray, np.ndarray]:
    """Sizes log-uniform from 20 to 5,000; shares that vary between areas beyond chance in every second indicator."""
    draw = np.random.default_rng(20260601)
    n = np.floor(np.exp(draw.uniform(np.log(20), np.log(5000), (indicators, areas))))
    mean = draw.uniform(0.02, 0.6, (indicators, 1))
    spread = np.where(np.arange(indicators) % 2, 40.0, 1e6)[:, None]
    share = draw.beta(mean * spread, (1 - mean) * spread, (indicators, areas))
    return draw.binomial(n.astype("int64"), share).astype("float64"), n


def by_numpy(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, ...]:
    target = (x.sum(1) / n.sum(1))[:, None]
    se = np.sqrt(target * (1 - target) / n)
    z = (x / n - target) / se
    low, high = np.quantile(z, [0.1, 0.9], axis=1)
    drawn_in = np.clip(z, low[:, None], high[:, None])
    areas = x.shape[1]
    phi = (drawn_in**2).mean(1)
    weight = 1 / se**2
    beyond = areas * phi - (areas - 1)
    tau2 = np.where(beyond > 0, beyond / (weight.sum(1) - (weight**2).sum(1) / weight.sum(1)), 0)
    adjusted = z * se / np.sqrt(se**2 + tau2[:, None])
    verdict = np.sign(adjusted) * (
        (abs(adjusted) > 1.959963984540054).astype(int) + (abs(adjusted) > 3.090232306167813)
    )
    return z, adjusted, phi, tau2, verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indicators", type=int, default=10_000)
    parser.add_argument("--areas", type=int, default=130)
    given = parser.parse_args()
    x, n = counts(given.indicators, given.areas)
    flat = x.ravel(), n.ravel()
    contenders = {
        "helhed": lambda: hh.funnel_columns(*flat, given.areas),
        "numpy": lambda: by_numpy(x, n),
    }
    answers = {name: call() for name, call in contenders.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    ours = answers["helhed"].to_pandas()
    z, adjusted, phi, tau2, verdict = answers["numpy"]
    pairs = [
        (ours["z"], z.ravel()),
        (ours["z_adjusted"], adjusted.ravel()),
        (answers["helhed"].phi, phi),
        (answers["helhed"].tau2, tau2),
    ]
    apart = max(float(np.max(np.abs(np.asarray(one, float) - other) / (1 + np.abs(other)))) for one, other in pairs)
    assert apart < TOLERANCE, f"the answers differ by {apart:.1e}"
    # Where nothing is widened the exact tail alone decides, and may find more than the normal distribution does.
    widened = np.repeat(tau2 > 0, given.areas)
    sterner = (np.abs(ours["verdict"].to_numpy()) > np.abs(verdict.ravel())) & widened
    assert not sterner.any(), f"{sterner.sum()} verdicts are sterner than the widened limits"
    medians = {name: statistics.median(rounds) for name, rounds in times.items()}
    for name, median in medians.items():
        print(f"{name:8} {median:8.3f} s  {median / medians['helhed']:6.1f} x")
    print(f"largest relative difference {apart:.1e}; {given.indicators} indicators x {given.areas} areas")


if __name__ == "__main__":
    main()
