-- Texts enter the index in simple letters, runs in scripts without blanks as their overlapping parts (IndexedText, here indexed_text).
-- Marks belong to words: without them, words of Indic scripts fell apart. About holds summary, section, tags and author. Articles whose
-- content was erased stay out. search_word lists the words of the index, for words with a typo.
drop table article_search;

create virtual table article_search using fts5 (
    site, title, about, url, text,
    content = '', contentless_delete = 1, detail = column,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

insert into article_search (article_search, rank) values ('automerge', 16);

create virtual table search_word using fts5vocab (article_search, row);

insert into search_row (site, key) select site, key from article_body where true on conflict do nothing;

insert into article_search (rowid, site, title, about, url, text)
    select s.id, s.site, indexed_text(a.title),
        indexed_text(coalesce(a.summary, '') || ' ' || coalesce(a.section, '') || ' ' || coalesce(a.author, '') || ' '
            || coalesce((select group_concat(value, ' ') from json_each(a.tags)), '')),
        coalesce(a.url, ''), indexed_text(b.text)
    from search_row s join article a on a.site = s.site and a.key = s.key join article_body b on b.site = s.site and b.key = s.key
    where a.content_hash <> '';
