"""What is hashed is the canonical JSON of an event and the hash before it."""

import hashlib
import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.ledger.book.hashing import CHAINED, GENESIS, canonical, chain
from parkledger.ledger.events import EVENT_TYPES, Document

TEXT = st.text(max_size=20)
NUMBER = st.none() | st.integers(1, 10**6)
FIELDS = st.fixed_dictionaries(
    {
        "seq": st.integers(1, 10**6), "type": TEXT, "effective_on": TEXT, "recorded_at": TEXT, "recorded_by": TEXT,
        "document": st.none() | st.dictionaries(TEXT, TEXT, max_size=3), "note": TEXT, "demo": st.booleans(),
        "payload": st.dictionaries(TEXT, TEXT | st.integers() | st.lists(TEXT, max_size=2), max_size=4),
        "reverses": NUMBER, "replaces": NUMBER, "key": st.none() | TEXT,
    }
)  # fmt: skip


@given(fields=FIELDS)
def test_the_hash_is_of_the_canonical_json_of_everything(fields):
    assert fields.keys() == set(CHAINED)
    whole = json.dumps({"previous": GENESIS, **fields}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert chain(GENESIS, fields) == hashlib.sha256(whole.encode()).hexdigest()
    assert chain(GENESIS, fields, canonical(fields["payload"])) == chain(GENESIS, fields)


@pytest.mark.parametrize("value", [1.5, [1.0], {"a": {"b": [0.1]}}])
def test_floats_have_no_canonical_form(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_no_event_type_has_a_float():
    def annotations(kind):
        for part in (kind, *get_args(kind)):
            yield part
            if part is not kind:
                yield from annotations(part)

    for kind in EVENT_TYPES.values():
        for name, info in kind.model_fields.items():
            assert float not in set(annotations(info.annotation)), f"{kind.code}.{name}"


@given(document=st.builds(Document, number=TEXT, title=TEXT, issuer=TEXT, issued_on=st.none() | st.dates(), url=TEXT))
def test_a_document_is_hashed_by_its_fields_that_are_not_empty(document):
    assert document.filled() == document.model_dump(mode="json", exclude_defaults=True)
