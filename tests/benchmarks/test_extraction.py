"""The measure of article extraction: pages are made as they say, and what an extractor misses or adds is counted."""

from benchmarks.extraction import LAYOUTS, Extract, MadePage, articles, made_pages, own, score


def pages() -> list[MadePage]:
    return list(made_pages(list(articles(None))[:3]))


def whole(page: MadePage) -> Extract:
    return Extract(page.title, page.published, "\n".join(page.paragraphs), "\n".join(page.captions))


def test_every_article_stands_in_every_layout_with_its_teasers():
    made = pages()
    assert [page.layout for page in made] == [layout.name for layout in LAYOUTS] * 3
    for page in made:
        assert all(teaser in page.source for teaser in page.teasers), page.layout
        assert all(caption in page.source for caption in page.captions), page.layout


def test_a_perfect_extract_scores_in_full_and_a_page_taken_whole_does_not():
    by_source = {page.source: page for page in pages()}
    best = score(list(by_source.values()), lambda source: whole(by_source[source]))
    assert best.right == best.given == best.wanted
    assert (best.titles, best.dates, sum(best.captions), sum(best.leaks)) == (best.pages, best.pages, best.pages, 0)
    worst = score(list(by_source.values()), lambda source: Extract(None, None, source))
    assert worst.right < worst.given
    assert all(worst.leaks)
    assert worst.titles == worst.dates == 0


def test_the_reader_keeps_bodies_dates_and_captions_and_lets_no_teaser_in():
    total = score(pages(), own)
    assert total.right >= total.wanted * 0.95
    assert total.right >= total.given * 0.95
    assert total.dates == sum(total.captions) == total.pages
    assert not any(total.leaks)
