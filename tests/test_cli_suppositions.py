"""`parkledger suppose`: made, compared and sought on the command line; the books stay as they were."""

from tests.test_cli import Desk, desk, furnished

__all__ = ["desk", "furnished"]
LEASE = ("-f", "zone=Quang Châu", "-f", "area_m2=50 ha", "-f", "effective_on=1/3/2027")


def test_a_supposition_is_made_compared_and_removed(desk: Desk) -> None:
    before = desk.run("heads").out.partition('"books"')[2]
    made = desk.run("suppose", "create", "Cho thuê thêm", "--book", "bg", "--json").json
    assert (made["number"], made["author"], made["events"]) == (1, "lan", [])
    assert desk.run("suppose", "add", "1", "land_leased", *LEASE).code == 0
    found = desk.run("suppose", "compare", "1", "--json").json
    assert found["on"] == "2027-03-01"
    zone = next(group for group in found["groups"] if group["zone"] == "KCN Quang Châu")
    row = next(row for row in zone["figures"] if row["indicator"] == "occupancy")
    assert row["under"] == {
        "value": 20, "exact": "20", "words": "20,0% †", "supposed": True, "demo": False,
    }  # fmt: skip
    assert row["recorded"]["supposed"] is False
    said = desk.run("suppose", "compare", "1").out
    assert "PHƯƠNG ÁN GIẢ ĐỊNH" in said
    assert "50,00 ha †" in said
    figure = desk.run("figure", "land.leased", "--on", "31/12/2027", "--place", "Bắc Giang", "--json").json[0]
    assert figure["value"] in {None, 0}
    assert desk.run("heads").out.partition('"books"')[2] == before
    assert desk.run("suppose", "copy", "1", "--title", "Bản hai").code == 0
    assert desk.run("suppose", "drop", "2", "1", "--json").json["events"] == []
    assert [each["title"] for each in desk.run("suppose", "list", "--json").json] == ["Bản hai", "Cho thuê thêm"]
    assert desk.run("suppose", "remove", "1").code == 0
    assert desk.run("suppose", "show", "1").code == 2
    assert desk.run("verify").code == 0


def test_a_goal_is_sought_and_kept(desk: Desk) -> None:
    desk.run("suppose", "create", "Lấp đầy", "--book", "bg")
    asked = ("suppose", "seek", "--book", "bg", "--zone", "Quang Châu", "--reach", "60", "--on", "31/12/2027")
    found = desk.run(*asked, "--supposing", "1", "--keep", "--json").json
    assert found["amount_m2"] == 1_500_000
    assert found["reached"]["exact"] == "60"
    assert desk.run("suppose", "show", "1", "--json").json["events"][0]["fields"]["area_m2"] == 1_500_000
    refused = desk.run(*asked, "--supposing", "1")
    assert refused.code == 1
    assert "không cần thêm gì" in refused.err
    too_much = desk.run(*asked[:6], "--reach", "101", "--on", "31/12/2027")
    assert too_much.code == 1
    assert "2.500.000 m²" in too_much.err


def test_what_would_not_be_recorded_is_told(desk: Desk) -> None:
    desk.run("suppose", "create", "Quá", "--book", "bg")
    told = desk.run("suppose", "add", "1", "land_leased", *LEASE[:2], "-f", "area_m2=900 ha", *LEASE[4:])
    assert told.code == 1
    assert "chỉ còn 250 ha" in told.err
