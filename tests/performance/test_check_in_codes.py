"""The codes on the screen: nobody makes one, none lives long, none opens another sitting."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from performance.check_in_codes import (
    LIFE,
    STEP,
    Signed,
    as_typed,
    find_typed,
    read_code,
    screen_code,
    shown_at,
    step_at,
    typed_code,
)

SECRET = "a secret of the site"
SITTINGS = st.integers(1, 10**12)
STEPS = st.integers(1, 10**9)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@given(SITTINGS, MOMENTS, st.floats(-120, 120, allow_nan=False))
def test_a_code_holds_for_its_own_step_and_the_next_and_not_a_moment_longer(sitting, at, seconds):
    code = screen_code(SECRET, sitting, step_at(at))
    signed = read_code(SECRET, code)
    assert signed == Signed(sitting, step_at(at))
    then = at + timedelta(seconds=seconds)
    age = (then - signed.shown_at).total_seconds()
    assert signed.is_current(then) == (0 <= age < LIFE)
    assert signed.shown_at <= at < signed.shown_at + timedelta(seconds=STEP)


@given(SITTINGS, SITTINGS, STEPS, STEPS)
def test_no_seal_opens_another_sitting_or_another_step(one, other, step, later):
    seal = screen_code(SECRET, one, step).rpartition(".")[2]
    moved = read_code(SECRET, f"v1.{other}.{later}.{seal}")
    assert (moved is not None) == ((one, step) == (other, later))
    assert read_code("another site's secret", screen_code(SECRET, one, step)) is None


@given(st.text(max_size=80), st.binary(max_size=40))
def test_garbage_is_nobodys_code_and_breaks_nothing(text, raw):
    for words in (text, raw.decode("latin-1"), f"https://x/?c={text}", f"v1.{text}"):
        assert read_code(SECRET, words) is None
        assert find_typed(SECRET, words, [1, 2], range(100, 90, -1)) in (
            None,
            *(Signed(s, n) for s in (1, 2) for n in range(91, 101)),
        )


@given(SITTINGS, STEPS, st.integers(0, 40), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567."))
def test_a_code_with_one_sign_changed_is_refused(sitting, step, place, sign):
    code = screen_code(SECRET, sitting, step)
    place %= len(code)
    changed = code[:place] + sign + code[place + 1 :]
    assert (read_code(SECRET, changed) is None) == (changed != code)


@given(SITTINGS, STEPS)
def test_the_address_in_the_qr_code_is_the_same_code(sitting, step):
    code = screen_code(SECRET, sitting, step)
    url = f"https://luzhi.example/my/check-in/?c={code}"
    assert read_code(SECRET, url) == read_code(SECRET, f" {code} ") == Signed(sitting, step)


@given(st.lists(SITTINGS, min_size=1, max_size=4, unique=True), STEPS, st.integers(0, 50))
def test_a_typed_code_is_found_however_it_is_written(sittings, step, back):
    typed = typed_code(SECRET, sittings[-1], step)
    assert len(typed) == 8 and as_typed(typed) == typed
    ways = [typed, typed.lower(), f"{typed[:4]} {typed[4:]}", f"{typed[:4]}-{typed[4:]}"]
    ways.append(typed.replace("0", "O").replace("1", "l"))
    for written in ways:
        found = find_typed(SECRET, written, sittings, range(step + back, step - 1, -1))
        assert found == Signed(sittings[-1], step)
        assert find_typed(SECRET, written, sittings, range(step + back, step, -1)) != found


def test_steps_follow_the_clock():
    at = datetime(2026, 3, 3, 1, 0, 0, tzinfo=UTC)
    assert shown_at(step_at(at)) == at
    assert step_at(at + timedelta(seconds=14.9)) == step_at(at)
    assert step_at(at + timedelta(seconds=15)) == step_at(at) + 1
