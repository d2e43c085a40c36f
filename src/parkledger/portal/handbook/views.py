"""The pages of the handbooks: the contents, and a chapter between its neighbours."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from parkledger.portal.handbook.chapters import CHAPTERS, PARTS, read_chapter
from parkledger.web.middleware import PageRequest


def contents(request: PageRequest) -> HttpResponse:
    """All chapters, by whom they are for, each with its sections."""
    parts = [(title, [read_chapter(name) for name in names]) for title, names in PARTS]
    return render(request, "handbook/handbook.html", {"parts": parts})


def chapter(request: PageRequest, name: str) -> HttpResponse:
    """One chapter."""
    if name not in CHAPTERS:
        raise Http404(name)
    place = CHAPTERS.index(name)
    before, after = (CHAPTERS[at] if 0 <= at < len(CHAPTERS) else None for at in (place - 1, place + 1))
    context = {
        "chapter": read_chapter(name),
        "parts": [(title, [read_chapter(each) for each in names]) for title, names in PARTS],
        "before": read_chapter(before) if before else None,
        "after": read_chapter(after) if after else None,
    }
    return render(request, "handbook/chapter.html", context)
