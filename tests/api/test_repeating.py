"""Keys on both databases: the same request sent from many sides at once is done once, and all get its answer."""

import json
import threading
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from parkledger.api import tokens
from parkledger.api.models import KeptAnswer
from parkledger.figures import current
from parkledger.ledger.store.registry import add_book
from parkledger.submissions.models import Submission
from tests.portal.persons import person

RATE = {"vnd_per_usd": "23500", "source": "NHNN", "effective_on": "2023-01-01"}


@pytest.mark.usefixtures("statics")
def test_many_at_once_under_one_key_make_one(database: str, home: Path) -> None:
    current.close()
    add_book("so", "Sổ thử", "viet-nam.bac-giang")
    secret = tokens.make(person("lan", ("officer", {"book": "so"})), "", ["submit"], 1).secret
    answers: list[tuple[int, bytes]] = []

    def send(key: str) -> None:
        answer = Client().post(
            "/api/v1/submissions",
            json.dumps({"book": "so", "kind": "exchange_rate_set", "fields": RATE}),
            "application/json",
            headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": key},
        )
        answers.append((answer.status_code, answer.content))
        connections.close_all()

    threads = [threading.Thread(target=send, args=(key,)) for key in ("mot", "hai") * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current.close()
    assert {status for status, _ in answers} == {201}
    assert len({body for _, body in answers}) == 2
    assert (Submission.objects.count(), KeptAnswer.objects.count()) == (2, 2)
