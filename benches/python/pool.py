"""Times many syntheses at once beside numpy: restricted maximum likelihood with Knapp and Hartung's interval.

Run it with the development extras installed: ``python benches/python/pool.py [--rows ROWS] [--studies STUDIES]``. The
same effects and variances go to every contender, in turn, five rounds; printed are the medians, the ratios to helhed,
and how many answers differ. Those that do must be of a lower likelihood: plain Fisher scoring can stop at a lower peak.

``numpy`` is Fisher scoring over all rows at once, as one writes it by hand. PyMARE joins in where it is installed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

ROUNDS = 5
# Seconds in which the threads of the contender before, which wait for more work by turning, go to sleep.
PAUSE = 0.5


def data(rows: int, studies: int):
    """Effects of plans of very different sizes, with more or less between them."""
    import numpy as np

    draw = np.random.default_rng(20260611)
    variances = np.exp(draw.uniform(np.log(0.002), np.log(0.5), (rows, studies)))
    between = draw.choice([0.0, 0.005, 0.05, 0.3], (rows, 1))
    effects = 0.2 + draw.normal(size=(rows, studies)) * np.sqrt(variances + between)
    return effects, variances


def numpy_reml(effects, variances):
    """Fisher scoring from Hedges' start, all rows at once; rows that are done are left alone."""
    import numpy as np
    from scipy import stats

    rows, studies = effects.shape
    tau2 = np.maximum(effects.var(axis=1, ddof=1) - variances.mean(axis=1), 0.0)
    left = np.arange(rows)
    y, v = effects, variances
    for _ in range(200):
        weights = 1.0 / (v + tau2[left, None])
        total = weights.sum(axis=1)
        mean = (weights * y).sum(axis=1) / total
        squares = weights * weights
        two = squares.sum(axis=1)
        score = (squares * (y - mean[:, None]) ** 2).sum(axis=1) - total + two / total
        information = two - 2.0 * (squares * weights).sum(axis=1) / total + (two / total) ** 2
        new = np.maximum(tau2[left] + score / information, 0.0)
        moving = np.abs(new - tau2[left]) > 1e-10 * (1.0 + new)
        tau2[left] = new
        if not moving.any():
            break
        left, y, v = left[moving], y[moving], v[moving]
    weights = 1.0 / (variances + tau2[:, None])
    total = weights.sum(axis=1)
    mean = (weights * effects).sum(axis=1) / total
    spread = (weights * (effects - mean[:, None]) ** 2).sum(axis=1)
    se = np.sqrt(spread / (studies - 1) / total)
    half = stats.t.ppf(0.975, studies - 1) * se
    return tau2, mean, mean - half, mean + half


def pymare(effects, variances):
    """PyMARE's estimator, a column a data set; it has no Knapp and Hartung, so the variance alone is compared."""
    from pymare import Dataset
    from pymare.estimators import VarianceBasedLikelihoodEstimator

    fitted = VarianceBasedLikelihoodEstimator("reml").fit_dataset(Dataset(y=effects.T, v=variances.T))
    return (fitted.params_["tau2"],)


def helhed(effects, variances):
    import helhed as hh

    return hh.pool_many(effects, variances)


def height(effects, variances, tau2):
    """Twice the restricted log likelihood, but for a constant."""
    import numpy as np

    weights = 1.0 / (variances + tau2[:, None])
    total = weights.sum(axis=1)
    mean = (weights * effects).sum(axis=1) / total
    spread = (weights * (effects - mean[:, None]) ** 2).sum(axis=1)
    return np.log(weights).sum(axis=1) - np.log(total) - spread


def main() -> int:
    import numpy as np
    import pyarrow as pa

    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--studies", type=int, default=130)
    asked = options.parse_args()
    effects, variances = data(asked.rows, asked.studies)
    contenders = {"helhed": helhed, "numpy": numpy_reml}
    try:
        import pymare as _

        contenders["pymare"] = pymare
    except ImportError:
        print("pymare is not installed, and is left out")
    times: dict[str, list[float]] = {name: [] for name in contenders}
    answers = {}
    for name, contender in contenders.items():
        answers[name] = contender(effects, variances)
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            time.sleep(PAUSE)
            start = time.perf_counter()
            contender(effects, variances)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:8} {median:8.4f} s  {median / medians['helhed']:6.1f}x")
    table = pa.table(answers["helhed"])
    ours = {name: table[name].to_numpy() for name in ("tau_squared", "value", "lower", "upper")}
    theirs = dict(zip(ours, answers["numpy"], strict=True))
    near = [np.isclose(ours[name], theirs[name], rtol=1e-6, atol=1e-7) for name in ours]
    apart = ~np.logical_and.reduce(near)
    best, other = (height(effects, variances, one["tau_squared"]) for one in (ours, theirs))
    likelier = int((other > best + 1e-9)[apart].sum())
    print(f"{int(apart.sum())} of {asked.rows} answers differ; in {likelier} numpy's is likelier")
    return int(bool((other > best + 1e-9).any()))


if __name__ == "__main__":
    sys.exit(main())
