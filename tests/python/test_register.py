"""The simulated register: its truth is what its tables say, and naive analyses of it go wrong as the page promises."""

import os
import signal
import subprocess
import sys
import time

import duckdb
import pyarrow.parquet as pq
import pytest

import helhed as hh
from helhed.cli import main

WEEKS = """
    select person, strptime(substr(week, 3, 4) || '-W' || substr(week, 8, 2) || '-4', '%G-W%V-%u')::date as day,
        (state = 3)::int as employed
    from (unpivot '{labour}' on columns(* exclude person) into name week value state)
"""
RESIDENTS = """
    select weeks.person, residence.area::varchar as area, year(weeks.day) as year, weeks.day, weeks.employed
    from weeks join persons using (person) join residence on residence.person = weeks.person
        and weeks.day >= residence."from" and (residence."to" is null or weeks.day < residence."to")
    where weeks.day >= persons.born + interval 18 year and weeks.day < persons.born + interval 65 year
"""


def opened(register):
    """The tables in DuckDB, with `weeks` and `residents` of working age one row a week."""
    connection = duckdb.connect()
    for name, path in register.tables.items():
        if name != "labour":
            connection.register(name, pq.read_table(path))
    connection.execute("create view weeks as " + WEEKS.format(labour=register["labour"]))
    connection.execute("create table residents as " + RESIDENTS)
    return connection


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "register"
    return hh.datasets.simulate(folder, areas=10, persons=1_500, years=6, seed=2)


def test_the_truth_is_what_the_tables_say(small):
    tables = opened(small)
    counted = """
        select area, year, count(*) as base, sum(employed) as employed from residents group by all
    """
    truth = """
        select area::varchar as area, year, base, "with" as employed from truth_areas
        where outcome = 'employed' and base > 0
    """
    assert tables.execute(f"({counted}) except ({truth})").fetchall() == []
    assert tables.execute(f"({truth}) except ({counted})").fetchall() == []
    evicted = "select count(*) from evictions"
    true = """select sum("with")::int from truth_areas where outcome = 'evicted'"""
    assert tables.execute(evicted).fetchall() == tables.execute(true).fetchall()
    listed = """
        select share_employed - share as off from programmes
        join (select area, year, avg(employed) as share from residents group by all) seen
        on seen.area = programmes.area::varchar and seen.year = programmes.decided
    """
    assert max(abs(off) for (off,) in tables.execute(listed).fetchall()) < 1e-12


def test_equal_arguments_give_equal_files(small, tmp_path):
    again = hh.datasets.simulate(tmp_path / "again", areas=10, persons=1_500, years=6, seed=2)
    assert again.account == small.account
    for name, path in small.tables.items():
        assert again[name].read_bytes() == path.read_bytes(), name
    assert hh.datasets.open_register(again.folder).effects == small.effects
    assert repr(again).endswith(": 10 areas, 1500 persons, 6 years, seed 2)")


def test_numbers_of_persons_are_no_cpr_numbers(small):
    records = hh.read(small["residence"], roles={"area": "area"})
    assert all("CPR" not in notice.what for notice in records.notices)


# Shares of the areas of each round, in the year of the decision and two years later. In the third year the next round's
# programmes begin, and those that are still without one are those that got better by themselves.
ROUNDS = """
    with seen as (
        select area::varchar as area, year, status, "with" / base as share, without / base as without
        from truth_areas where outcome = 'employed' and base > 0
    )
    select listed.programme, listed.area, later.share - before.share as change,
        later.without - before.without as by_itself, later.share - later.without as truth, later.status
    from (select area::varchar as area, decided, programme from programmes) listed
    join seen before on before.area = listed.area and before.year = listed.decided
    join seen later on later.area = listed.area and later.year = listed.decided + 2
"""


@pytest.mark.slow
def test_naive_analyses_go_wrong_as_the_page_says(tmp_path):
    register = hh.datasets.simulate(tmp_path / "register", areas=400, persons=40_000, years=8, seed=1)
    tables = opened(register)
    mean = "select avg(change), avg(by_itself), avg(truth), count(*) from rounds where "
    tables.execute("create table rounds as " + ROUNDS)
    change, by_itself, truth, programmes = tables.execute(mean + "programme").fetchone()
    controls = tables.execute(mean + "not programme and status = 'clean'").fetchone()
    assert programmes > 60 and controls[3] > 30
    # Before and after: what would have come by itself is taken for an effect.
    assert 0.01 < truth < 0.03
    assert by_itself > 0.02 and change > 1.5 * truth
    # Against areas that did as badly, by lot without a programme: two standard deviations over seeds 1 to 6.
    compared = change - controls[0]
    assert abs(compared - truth) < 0.022
    # Participants are the motivated ones.
    took = tables.execute("""
        with first as (select person, min("to") as since from participation group by person)
        select avg(employed) filter (since <= day), avg(employed) filter (since is null)
        from residents join areas on areas.area::varchar = residents.area left join first using (person)
        where day >= programme_from + interval 2 year
    """).fetchone()
    (activities,) = [one["effect"] for one in register.effects if one["name"] == "employment_activities"]
    assert 0.005 < activities < 0.05
    assert took[0] - took[1] > 2 * activities


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ({"areas": 3}, "H008", "the number of areas is 3; it can be 4 to 10000"),
        ({"persons": 999}, "H008", "the number of persons is 999; it can be 1000 to 50000000"),
        ({"years": 4}, "H008", "the number of years is 4; it can be 5 to 40"),
        ({"first_year": 20080}, "H008", "the first year is 20080; it can be 1950 to 2060"),
        ({"seed": -1}, "H008", "the seed is -1; it can be 0 or more"),
        ({"effects": {"school": float("nan")}}, "H008", "the effect is NaN; it can be -3 to 3"),
        ({"effects": {"shcool": 1.0}}, "H006", "`shcool` is not a known name of an effect"),
    ],
)
def test_what_cannot_be_simulated_is_refused(arguments, code, words, tmp_path):
    with pytest.raises(hh.HelhedError) as refused:
        hh.datasets.simulate(tmp_path / "register", **arguments)
    assert (refused.value.code, refused.value.what) == (code, words)
    assert refused.value.say("da") != refused.value.say("en")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(hh.HelhedError) as refused:
        hh.datasets.simulate(tmp_path, areas=6, persons=300, years=5)
    assert refused.value.code == "H870"
    assert "mappen er der allerede" in refused.value.say("da")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_line_writes_a_register(tmp_path, capsys):
    folder = tmp_path / "register"
    command = ["simulate", str(folder), "--areas", "6", "--persons", "300", "--years", "5"]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "labour.parquet              300 rows" in printed
    assert printed.splitlines()[-1] == str(folder / "truth.json")
    assert main([*command, "--language", "da"]) == 2
    assert capsys.readouterr().err.startswith("[H870] mappen er der allerede")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way there")
def test_ctrl_c_ends_a_simulation_and_leaves_nothing(tmp_path):
    program = f"""
import time, helhed as hh
print("ready", flush=True)
try:
    hh.datasets.simulate({str(tmp_path / "register")!r}, areas=1000, persons=500_000, years=40)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    time.sleep(3)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            time.sleep(1)
            sent = time.time()
            process.send_signal(signal.SIGINT)
            assert process.stdout.readline() == "interrupted\n"
            assert time.time() - sent < 1
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
    assert list(tmp_path.iterdir()) == []
