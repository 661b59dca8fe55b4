"""The indices that come with the system, with the known results of Lai Châu."""

from importlib.resources import files

import pytest

from thidua.base.access import Actor
from thidua.subjects.targets.models import Index
from thidua.subjects.targets.services.index_loading import load_indices, load_results


@pytest.fixture
def indices(laichau: Actor) -> dict[str, Index]:
    load_indices(actor=laichau)
    load_results(actor=laichau, folder=files("thidua.data.laichau"))
    return {index.code: index for index in Index.objects.all()}
