-- The index tells which column holds a word, and no longer where in it: no search asks for that, and the index of an import costs less than
-- half. Rarer merges of its parts save as much again of what is written.
drop table article_search;

create virtual table article_search using fts5 (
    site, title, url, text,
    content = '', contentless_delete = 1, detail = column, tokenize = 'unicode61 remove_diacritics 2'
);

insert into article_search (article_search, rank) values ('automerge', 16);

insert into article_search (rowid, site, title, url, text)
    select s.id, s.site, a.title, coalesce(a.url, ''), b.text
    from search_row s join article a on a.site = s.site and a.key = s.key join article_body b on b.site = s.site and b.key = s.key;
