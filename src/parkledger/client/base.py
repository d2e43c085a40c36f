"""What the shapes of answers are made of."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, InstanceOf


def _fraction(value: Any) -> Any:
    return Fraction(value) if isinstance(value, str) else value


Exact = Annotated[InstanceOf[Fraction], BeforeValidator(_fraction)]
"""An exact value: a fraction of whole numbers."""


class Shape(BaseModel):
    """Something that the API gives. It is not changed, and what later versions of the API add to it is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")
