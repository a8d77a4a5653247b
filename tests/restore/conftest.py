import pytest

from vndoc.models import models


@pytest.fixture(scope="session")
def loaded():
    """The shipped models."""
    return models()
