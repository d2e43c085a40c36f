"""Every text of the interface is in every catalogue, translated; English pages show no Vietnamese but names, marked as such."""

import re
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.template import Context, Template
from django.test import Client, override_settings
from django.utils.translation import gettext, ngettext, override, pgettext
from hatch_build import LOCALE, SHARE, compile_catalogues
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tools import translations

from parkledger.language import Text
from tests.portal.test_every_page import PUBLIC, dated

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
ENGLISH_TOO = re.compile(r"\bđồng\b")
"""The currency, which English texts call by its name."""
QUOTING = {"title", "option", "textarea", "pre", "script", "style"}
"""Elements that hold text only: a name in them cannot be marked."""
TOLD = {"events", "timeline", "notes", "results"}
"""Classes of what tells in one line what is on record, names and labels together: no part of it can be marked."""


@pytest.fixture(scope="module")
def found() -> set[translations.Key]:
    return translations.texts()


def test_languages_and_those_with_every_text():
    assert [path.parts[-3] for path in CATALOGUES] == ["en", "ja", "ko", "zh_Hans"]
    assert dict(settings.LANGUAGES) == {
        "vi": "Tiếng Việt",
        "en": "English",
        "ja": "日本語",
        "ko": "한국어",
        "zh-hans": "简体中文",
    }
    assert settings.WHOLE_LANGUAGES == ("vi", "en")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_and_nothing_else_is(path, found):
    texts = translations.wanted(path, found)
    assert len(texts) > (1000 if path.parts[-3] == "en" else 400)
    assert list(translations.problems(texts, translations.catalogue_of(path))) == []


def test_what_a_catalogue_lacks_is_english_and_its_share_is_told(tmp_path):
    told: dict[str, list[tuple[Any, Any]]] = {
        "en": [
            ("Đất", "Land"),
            ("Giá", "Price"),
            ("Sổ", "Book"),
            (("%(n)s khu", "%(n)s khu"), ("%(n)s zone", "%(n)s zones")),
        ],
        "ko": [("Đất", "토지")],
    }
    for code, messages in told.items():
        made = Catalog(code)
        for text, translation in messages:
            made.add(text, translation)
        translations.write(made, tmp_path / code / "LC_MESSAGES" / "django.po")
    compile_catalogues(tmp_path)
    with (tmp_path / "ko" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        korean = GNUTranslations(file)
    assert [korean.gettext(text) for text in ("Đất", "Giá", "Sổ")] == ["토지", "Price", "Book"]
    assert korean.ngettext("%(n)s khu", "%(n)s khu", 1) == "%(n)s zones"
    assert korean.pgettext(SHARE, "100") == "25"


@pytest.mark.parametrize("code", ["ko", "zh-hans", "ja"])
def test_pages_for_investors_speak_their_language_and_say_how_much_of_it(client, code):
    page = client.get(f"/{code}/tim-dat/").content.decode()
    tree = LexborHTMLParser(page)
    with override(code):
        heading, share = gettext("Tìm đất trong khu, cụm công nghiệp"), int(pgettext(SHARE, "100"))
    assert tree.css_first(f"html[lang={code}]")
    main, foot = tree.css_first("main"), tree.css_first("footer")
    assert main is not None
    assert foot is not None
    assert heading in main.text()
    assert not heading.isascii()
    assert 20 < share < 60, share
    assert f"{share}%" in foot.text()
    assert [link.attributes["hreflang"] for link in tree.css(".tools a[hreflang]")] == ["vi", "en"]
    assert len(tree.css("footer a[hreflang]")) == 2


def test_no_text_is_also_a_message_of_a_library(found):
    """Or a Vietnamese page would show the library's translation of it: "Thu" is a day of the week."""
    with override("vi"):
        taken = [
            key
            for key in found
            if (pgettext(key[0], key[1]) if key[0] else ngettext(key[1], key[2], 2) if key[2] else gettext(key[1]))
            != key[1]
        ]
    assert taken == []


def catalogue(*messages: tuple[str, str | None], **more: Any) -> Catalog:
    made = Catalog("en")
    for text, translation in messages:
        made.add(text, translation, **more)
    return made


@pytest.mark.parametrize(
    ("there", "problem"),
    [
        (catalogue(), "missing"),
        (catalogue(("Đất %(area)s", "")), "not translated"),
        (catalogue(("Đất %(area)s", "Land")), "other placeholders"),
        (catalogue(("Đất %(area)s", "Land %(area)s"), flags=["fuzzy"]), "fuzzy"),
        (catalogue(("Đất %(area)s", "Land %(area)s"), ("Cũ", "Old")), "no longer in use"),
        (catalogue(("Đất %(area)s", "Land %(area)s"), context="elsewhere"), "missing"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_said(there, problem):
    said = list(translations.problems({("", "Đất %(area)s", "")}, there))
    assert any(each.startswith(problem) for each in said), said


def test_obsolete_texts_and_plurals_that_lack_a_form_are_said(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        translations.HEADER.format(title="English", code="en", plurals="nplurals=2; plural=(n != 1);")
        + 'msgid "%(n)s khu"\nmsgid_plural "%(n)s khu"\nmsgstr[0] "%(n)s zone"\nmsgstr[1] ""\n\n#~ msgid "Cũ"\n#~ msgstr "Old"\n',
        encoding="utf-8",
    )
    said = list(translations.problems({("", "%(n)s khu", "%(n)s khu")}, translations.catalogue_of(path)))
    assert [each.partition(":")[0] for each in said] == ["obsolete", "not translated"]


def test_texts_are_gathered_from_templates_and_python(tmp_path):
    (tmp_path / "page.html").write_text(
        "{% translate 'Đất' %}{% translate \"Số\" context 'column' %}{% include 'x.html' with first=_(\"Ngày\") %}"
        "{% blocktranslate count counter=n %}{{ counter }} khu{% plural %}{{ counter }} khu{% endblocktranslate %}"
        "{% blocktranslate with a=b %}100% của {{ a }}{% endblocktranslate %}",
        encoding="utf-8",
    )
    (tmp_path / "module.py").write_text(
        "LABEL = gettext_lazy('Nhãn')\nOTHER = _('Khác')\nOF = pgettext_lazy('plural', 'Khu')\n"
        "said = ngettext('%(n)s ngày', '%(n)s ngày', n)\n",
        encoding="utf-8",
    )
    assert translations.texts(tmp_path) == {
        ("", "Đất", ""), ("column", "Số", ""), ("", "Ngày", ""), ("", "%(counter)s khu", "%(counter)s khu"),
        ("", "100%% của %(a)s", ""), ("", "Nhãn", ""), ("", "Khác", ""), ("plural", "Khu", ""),
        ("", "%(n)s ngày", "%(n)s ngày"),
    }  # fmt: skip


def test_an_update_keeps_translations_adds_what_is_new_and_drops_what_is_gone(tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    translations.write(catalogue(("Đất", "Land"), ("Cũ", "Old")), path)
    updated = translations.updated({("", "Đất", ""), ("", "Mới", "")}, translations.catalogue_of(path))
    assert {(message.id, message.string) for message in updated if message.id} == {("Đất", "Land"), ("Mới", None)}
    translations.write(updated, path)
    assert [each.partition(":")[0] for each in translations.problems({("", "Đất", ""), ("", "Mới", "")}, updated)] == [
        "not translated"
    ]


def test_a_further_language_is_one_file(tmp_path, client):
    """A catalogue beside the English one is all that a language needs; its pages are in it, its names in English."""
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    translations.write(catalogue(("Đến nội dung", "Au contenu"), ("Tổng quan", "Aperçu")), path)
    compile_catalogues(tmp_path)
    languages = [*settings.LANGUAGES, ("fr", "Français")]
    with override_settings(LOCALE_PATHS=[*settings.LOCALE_PATHS, tmp_path], LANGUAGES=languages):
        page = client.get("/fr/chi-tieu/").content.decode()
        other = client.get("/en/chi-tieu/").content.decode()
    tree = LexborHTMLParser(page)
    assert tree.css_first("html[lang=fr]")
    assert [link.text() for link in tree.css("a.skip")] == ["Au contenu"]
    assert "Occupancy rate" in page
    assert [link.attributes["hreflang"] for link in tree.css(".tools a[hreflang]")] == ["vi", "en"]
    assert 'href="/fr/chi-tieu/" hreflang="fr"' in other


def test_search_engines_are_told_the_whole_address_of_a_page_in_every_language(client):
    for path in ("/chi-tieu/?q=dat", "/en/chi-tieu/?q=dat"):
        tree = LexborHTMLParser(client.get(path).content)
        told = {link.attributes["hreflang"]: link.attributes["href"] for link in tree.css("link[hreflang]")}
        assert told == {
            code: f"http://testserver{'' if code == 'vi' else f'/{code}'}/chi-tieu/" for code, _ in settings.LANGUAGES
        }


def language_of(node: LexborNode | None) -> str:
    while node is not None:
        if said := node.attributes.get("lang"):
            return said
        node = node.parent
    return ""


def is_told(node: LexborNode | None) -> bool:
    while node is not None:
        if node.tag in QUOTING or TOLD & set((node.attributes.get("class") or "").split()):
            return True
        node = node.parent
    return False


def unmarked(page: str) -> list[str]:
    """What a page in English says in Vietnamese without marking it."""
    found = []
    root = LexborHTMLParser(page).root
    for node in root.traverse(include_text=True) if root else ():
        if node.tag == "-text":
            text = ENGLISH_TOO.sub("", node.text_content or "")
            if VIETNAMESE.search(text) and language_of(node.parent) != "vi" and not is_told(node.parent):
                found.append(text.strip())
    return found


def test_vietnamese_that_is_not_marked_is_noticed():
    page = '<html lang="en"><p>{}</p><p lang="vi">KCN Vân Trung</p><pre>Đất</pre><ol class="timeline"><li>Đất</li></ol>'
    assert unmarked(page.format("5 nghìn tỷ đồng")) == ["5 nghìn tỷ"]
    assert unmarked(page.format("5 trillion đồng")) == []


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_an_english_page_has_no_vietnamese_but_names_marked_as_such(client: Client, name: str):
    page = client.get("/en" + dated(PUBLIC[name])).content.decode()
    assert 'lang="en"' in page
    searched = {"tỷ lệ lấp đầy", "quang chau"}
    assert [text for text in unmarked(page) if text.casefold() not in searched] == []


@pytest.mark.parametrize("path", ["/khu-cum/bg-parks/kcn-quang-chau/", "/du-an/", "/van-ban/"])
def test_names_are_marked_on_english_pages_only(client: Client, path: str):
    assert '<span lang="vi">' in client.get(f"/en{path}").content.decode() + '<span lang="vi">' * (path == "/van-ban/")
    assert '<span lang="vi">' not in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ zone|vietnamese }}", '<span lang="vi">Vân &lt;Trung&gt;</span>'),
        ("{{ none|vietnamese }}{{ dash|vietnamese }}", "—"),
        ("{% marked own %}", '<span lang="vi">Vân Trung</span>'),
        ("{% marked both %}", "land"),
        ("{% marked none %}", ""),
    ],
)
def test_a_name_is_marked_where_the_page_is_in_another_language(template: str, shown: str):
    given = {
        "lang": "en", "zone": "Vân <Trung>", "none": None, "dash": "—",
        "own": Text("Vân Trung", "Vân Trung"), "both": Text("đất", "land"),
    }  # fmt: skip
    with override("en"):
        assert Template(template).render(Context(given)) == shown
    with override("vi"):
        assert "<span" not in Template(template).render(Context({**given, "lang": "vi"}))


def test_a_remembered_text_is_that_of_the_language_and_context_at_hand():
    page = Template(
        "{% translate 'Khu, cụm' %}|{% translate 'Khu, cụm' context 'plural' %}|{% translate said %}"
        "|{% translate 'Khu, cụm' as kept %}{{ kept }}|{% translate 'Khu, cụm'|upper %}|{% translate 'Khu, cụm' context of %}"
    )
    given = Context({"said": "Bản đồ", "of": "plural"})
    with override("vi"):
        vietnamese = page.render(given)
    with override("en"):
        assert page.render(given) == "Zone|Zones|Map|Zone|ZONE|Zones"
    with override("vi"):
        assert page.render(given) == vietnamese == "Khu, cụm|Khu, cụm|Bản đồ|Khu, cụm|KHU, CỤM|Khu, cụm"


def test_the_compiled_catalogue_is_made_when_its_source_is_newer(tmp_path: Path):
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    translations.write(catalogue(("Đất", "Land")), path)
    assert compile_catalogues(tmp_path) == [path.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
    assert b"Land" in path.with_suffix(".mo").read_bytes()
