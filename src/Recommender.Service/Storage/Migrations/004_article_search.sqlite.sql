-- Full text for the desk's search, written with the articles in their transaction. The index holds no copy of the texts (content='');
-- search_row gives it numbers that stay, since an article has none. No triggers: an index that is written from one flushes what it gathered
-- at each row, which makes the index about three times as dear.
create table search_row (
    id integer primary key,
    site text not null,
    key text not null,
    unique (site, key)
);

create virtual table article_search using fts5 (
    site, title, url, text,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

insert into search_row (site, key) select site, key from article_body;
insert into article_search (rowid, site, title, url, text)
    select s.id, s.site, a.title, coalesce(a.url, ''), b.text
    from search_row s join article a on a.site = s.site and a.key = s.key join article_body b on b.site = s.site and b.key = s.key;
