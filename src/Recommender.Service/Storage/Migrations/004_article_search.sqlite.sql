-- Full text for the desk's search. Triggers keep it, so that whatever writes articles keeps it too, in the same transaction. The index holds
-- no copy of the texts (content=''); search_row gives it numbers that stay, since an article has none.
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

-- The body is written after the article, in one transaction: its triggers see both.
create trigger article_search_insert after insert on article_body begin
    insert into search_row (site, key) values (new.site, new.key);
    insert into article_search (rowid, site, title, url, text)
        select s.id, new.site, a.title, coalesce(a.url, ''), new.text
        from search_row s join article a on a.site = s.site and a.key = s.key where s.site = new.site and s.key = new.key;
end;

create trigger article_search_update after update on article_body begin
    delete from article_search where rowid = (select id from search_row where site = new.site and key = new.key);
    insert into article_search (rowid, site, title, url, text)
        select s.id, new.site, a.title, coalesce(a.url, ''), new.text
        from search_row s join article a on a.site = s.site and a.key = s.key where s.site = new.site and s.key = new.key;
end;

create trigger article_search_delete after delete on article_body begin
    delete from article_search where rowid = (select id from search_row where site = old.site and key = old.key);
    delete from search_row where site = old.site and key = old.key;
end;

insert into search_row (site, key) select site, key from article_body;
insert into article_search (rowid, site, title, url, text)
    select s.id, s.site, a.title, coalesce(a.url, ''), b.text
    from search_row s join article a on a.site = s.site and a.key = s.key join article_body b on b.site = s.site and b.key = s.key;
