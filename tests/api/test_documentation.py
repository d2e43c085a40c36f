"""What is said of the API: the page for people, the description for programs, the document in the checkout."""

import json
from typing import Any

import pytest
from django.test import Client
from tools.write_api_reference import TARGET, main

from parkledger.api.application import api, description

METHODS = {"get", "post", "put", "patch", "delete"}


def test_the_document_is_up_to_date_and_a_difference_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    assert main(["--check"]) == 0
    other = tmp_path / "api.md"
    other.write_text(TARGET.read_text(encoding="utf-8") + "x", encoding="utf-8")
    monkeypatch.setattr("tools.write_api_reference.TARGET", other)
    assert main(["--check"]) == 1


def test_every_operation_says_what_it_does_and_every_parameter_of_its_own_what_it_means() -> None:
    schema = description()
    text = TARGET.read_text(encoding="utf-8")
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert method in METHODS
            assert operation["description"], path
            assert f"### `{method.upper()} {path}`" in text
            for given in operation.get("parameters", []):
                assert f"| `{given['name']}`" in text


def test_every_operation_has_the_one_shape_of_errors() -> None:
    for path, operations in description()["paths"].items():
        for operation in operations.values():
            errors = {int(status): answer for status, answer in operation["responses"].items() if int(status) >= 400}
            assert {400, 404, 405, 413, 422, 429, 500} <= set(errors), path
            shapes = {json.dumps(answer["content"]["application/json"]["schema"]) for answer in errors.values()}
            assert shapes == {'{"$ref": "#/components/schemas/Problems"}'}, path


def test_what_needs_a_token_says_with_which_scope() -> None:
    scopes = {
        o["operationId"]: o["security"][0]["token"]
        for p in description()["paths"].values()
        for o in p.values()
        if "security" in o
    }
    assert scopes["approve"] == ["approve"]
    assert scopes["submit_event"] == ["submit"]
    assert scopes["token"] == []
    assert "figures" not in scopes
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    writes = {each.operation_id for view in views for each in view.operations if each.methods != ["GET"]}
    assert writes - set(scopes) == {"figures_many"}


def test_the_page_and_the_description_are_served(client: Client) -> None:
    assert client.get("/api/v1/")["Location"] == "/lap-trinh/"
    for address, words in (("/lap-trinh/", "Giao diện lập trình"), ("/en/lap-trinh/", "Programming interface")):
        page = client.get(address).content.decode()
        assert words in page
        assert 'id="submit_event"' in page
    served = client.get("/api/v1/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    assert served["paths"].keys() == description()["paths"].keys()
