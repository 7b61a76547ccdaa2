"""Reference values for control charts."""

import pytest

import helhed as hh
from referenced import MORE, cases, check, read

FILE = "12_empirical_bayes_funnel_spc.json"
KINDS = {"laney_p": "p_prime", "laney_u": "u_prime"}


def months(count):
    """The cases have no periods: any that follow each other will do."""
    return [f"{2000 + month // 12}M{month % 12 + 1:02}" for month in range(count)]


def chart(case):
    kind, figures = case["options"]["type"], case["inputs"]["x"]
    sizes = {"of": case["inputs"]["n"]} if kind in ("p", "laney_p") else {}
    sizes |= {"exposure": case["inputs"]["n"]} if kind in ("u", "laney_u") else {}
    return hh.control_chart(figures, periods=months(len(figures)), kind=KINDS.get(kind, kind), **sizes)


@pytest.mark.parametrize("case", cases(FILE, "control_chart"))
def test_control_charts(case):
    found = chart(case)
    part, points = found.segments[0], found.points
    one = case["options"]["type"] in ("xmr", "c")
    limits = {name: [getattr(point, name) for point in points] for name in ("lower", "upper")}
    got = {name: values[0] if one else values for name, values in limits.items()}
    got |= {"center": part.center, "sigma_z": part.sigma_z, "mr_bar": part.mean_moving_range}
    got |= {"mr_upper": part.moving_range_upper, "z": [point.z for point in points]}
    if case["options"]["type"] == "xmr":
        # The published constants, of two and three decimals.
        got |= {
            "lower_2_66": part.center - 2.66 * part.mean_moving_range,
            "mr_upper_3_267": 3.267 * part.mean_moving_range,
        }
        got |= {"upper_2_66": part.center + 2.66 * part.mean_moving_range}
    check(case, got)


@pytest.mark.parametrize("case", read("17_invalid_inputs.json", "control_chart"), ids=lambda case: case["id"])
def test_one_point_has_no_limits(case):
    (point,) = chart(case).points
    assert (point.lower, point.upper, point.center) == (None, None, None)


def test_no_further_cases_are_left_out():
    assert MORE and len(read(FILE, "control_chart")) >= 9
