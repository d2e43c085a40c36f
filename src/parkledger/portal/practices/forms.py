"""The forms in which officers write practices and exchanges; what they give is a content, or refused in words."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import ValidationError

from parkledger.checking.page_scope import place_named
from parkledger.language import Lang, capitalised
from parkledger.places import get
from parkledger.practices.content import DocumentLink, ExchangeContent, ExchangeQuestion, Linked, PracticeContent
from parkledger.practices.errors import FieldMissing
from parkledger.practices.topics import Topic

LABELS = {
    "title": _("Tiêu đề"),
    "title_en": _("Tiêu đề tiếng Anh"),
    "place": _("Địa bàn"),
    "topic": _("Chủ đề"),
    "start": pgettext_lazy("range", "Từ ngày"),
    "end": _("Đến ngày (để trống: còn tiếp tục)"),
    "text": _("Nội dung (Markdown)"),
    "text_en": _("Nội dung tiếng Anh (Markdown)"),
    "indicators": _("Chỉ tiêu để đánh giá, mỗi dòng một chỉ tiêu: mã, rồi park hoặc cluster, rồi fdi hoặc ddi"),
    "documents": _("Văn bản, mỗi dòng một văn bản: tên | địa chỉ"),
    "events": _("Sự kiện trong sổ, mỗi dòng một sự kiện: sổ/số"),
    "host": _("Tỉnh chủ nhà"),
    "guest": _("Tỉnh khách"),
    "held_on": _("Ngày"),
    "topics": pgettext_lazy("plural", "Chủ đề"),
    "zones": _("Khu, cụm đã thăm, mỗi dòng một khu: sổ/mã"),
    "practices": _("Bài kinh nghiệm, mỗi dòng một đuôi địa chỉ của bài"),
    "question": pgettext_lazy("in Vietnamese", "Câu hỏi"),
    "question_en": _("Câu hỏi tiếng Anh"),
    "answer": _("Trả lời (Markdown)"),
    "answer_en": _("Trả lời tiếng Anh"),
    "practice": _("Bài kinh nghiệm liên quan"),
    "DELETE": _("Bỏ câu hỏi này"),
}
Made = TypeVar("Made")


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteForm(forms.Form):
    """A form whose labels are in the page's language."""

    def __init__(self, *arguments: Any, lang: Lang = Lang.VI, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.lang = lang
        for name, field in self.fields.items():
            if name in LABELS:
                field.label = LABELS[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(topic.value, capitalised(topic.label.of(lang))) for topic in Topic]

    def add_fields_labels(self) -> None:
        """Label what a set of forms has added."""
        for name in ("DELETE",):
            if name in self.fields:
                self.fields[name].label = LABELS[name]


class PracticeForm(NoteForm):
    """A practice."""

    title = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300, required=False)
    place = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "provinces"}))
    topic = forms.ChoiceField()
    start = forms.DateField(widget=_day())
    end = forms.DateField(required=False, widget=_day())
    text = forms.CharField(widget=_long(16), max_length=40_000)
    text_en = forms.CharField(widget=_long(10), max_length=40_000, required=False)
    indicators = forms.CharField(widget=_long(4), required=False)
    documents = forms.CharField(widget=_long(4), required=False)
    events = forms.CharField(widget=_long(3), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def content(self) -> PracticeContent:
        """What was written; a ParkError in words where something in it cannot be."""
        given = self.cleaned_data
        fields = {key: given[key] for key in ("title", "title_en", "topic", "start", "end", "text", "text_en")}
        return _built(
            PracticeContent,
            **fields,
            place=_place(given["place"], given["start"]),
            indicators=tuple(map(Linked.read, _lines(given["indicators"]))),
            documents=tuple(map(DocumentLink.read, _lines(given["documents"]))),
            events=tuple(_lines(given["events"])),
        )


class ExchangeForm(NoteForm):
    """An exchange, but for its questions."""

    title = forms.CharField(max_length=300)
    title_en = forms.CharField(max_length=300, required=False)
    host = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "provinces"}))
    guest = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "provinces"}))
    held_on = forms.DateField(widget=_day())
    topics = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    zones = forms.CharField(widget=_long(3), required=False)
    text = forms.CharField(widget=_long(8), max_length=40_000, required=False)
    text_en = forms.CharField(widget=_long(6), max_length=40_000, required=False)
    practices = forms.CharField(widget=_long(3), required=False)
    documents = forms.CharField(widget=_long(3), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def content(self, asked: Iterable[ExchangeQuestion]) -> ExchangeContent:
        """What was written, with the questions; a ParkError in words where something in it cannot be."""
        given = self.cleaned_data
        fields = {key: given[key] for key in ("title", "title_en", "held_on", "text", "text_en")}
        return _built(
            ExchangeContent,
            **fields,
            topics=tuple(given["topics"]),
            asked=tuple(asked),
            host=_place(given["host"], given["held_on"]),
            guest=_place(given["guest"], given["held_on"]),
            zones=tuple(_lines(given["zones"])),
            practices=tuple(_lines(given["practices"])),
            documents=tuple(map(DocumentLink.read, _lines(given["documents"]))),
        )


class AskedForm(NoteForm):
    """One question with its answer."""

    topic = forms.ChoiceField()
    question = forms.CharField(max_length=300)
    question_en = forms.CharField(max_length=300, required=False)
    answer = forms.CharField(widget=_long(4), max_length=40_000, required=False)
    answer_en = forms.CharField(widget=_long(3), max_length=40_000, required=False)
    practice = forms.CharField(max_length=120, required=False)

    def content(self) -> ExchangeQuestion:
        """The question as written."""
        names = ("topic", "question", "question_en", "answer", "answer_en", "practice")
        return _built(ExchangeQuestion, **{name: self.cleaned_data[name] for name in names})


class BaseAskedForms(forms.BaseFormSet):  # type: ignore[type-arg]
    """The questions of an exchange: those there are, and two empty ones to be filled."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Label what the set adds to each form as well."""
        super().add_fields(form, index)
        form.add_fields_labels()

    def content(self) -> list[ExchangeQuestion]:
        """The questions that were filled in and not left out."""
        return [
            form.content() for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE", False)
        ]


AskedForms = cast(
    "type[BaseAskedForms]",
    forms.formset_factory(AskedForm, formset=BaseAskedForms, extra=2, can_delete=True, max_num=60),
)


def practice_initial(said: PracticeContent, after: int) -> dict[str, Any]:
    """A practice as its form shows it."""
    shown = said.model_dump(exclude={"indicators", "documents", "events"})
    return {
        **shown,
        "topic": said.topic.value,
        "place": get(said.place).name,
        "after": after,
        "indicators": _joined(each.line for each in said.indicators),
        "documents": _joined(each.line for each in said.documents),
        "events": _joined(said.events),
    }


def exchange_initial(said: ExchangeContent, after: int) -> dict[str, Any]:
    """An exchange as its form shows it."""
    shown = said.model_dump(exclude={"asked", "documents", "zones", "practices"})
    return {
        **shown,
        "topics": [topic.value for topic in said.topics],
        "host": get(said.host).name,
        "guest": get(said.guest).name,
        "after": after,
        "zones": _joined(said.zones),
        "practices": _joined(said.practices),
        "documents": _joined(each.line for each in said.documents),
    }


def asked_initial(said: ExchangeContent) -> list[dict[str, Any]]:
    """The questions of an exchange as their forms show them."""
    return [{**each.model_dump(), "topic": each.topic.value} for each in said.asked]


def _built(make: Callable[..., Made], **fields: Any) -> Made:
    try:
        return make(**fields)
    except ValidationError as problem:
        name = str(problem.errors()[0]["loc"][0])
        label = LABELS.get(name)
        raise FieldMissing(field=str(label) if label else name) from None


def _place(name: str, on: date) -> str:
    return place_named(name, on).code


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)
