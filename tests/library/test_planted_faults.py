import pytest

from tests.library.planted_faults import FAULTS


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_caught_and_without_it_all_is_well(name) -> None:
    assert FAULTS[name].reading() > 1e-8
    assert FAULTS[name].reading(planted=False) < 1e-8


def test_coarse_faults_read_coarse() -> None:
    readings = [fault.reading() for name, fault in FAULTS.items() if "1 %" not in name]
    assert min(readings) > 1e-3
