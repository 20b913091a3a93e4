-- Which sources brought an article; pruning a source withdraws nothing else. gone: the last full look at the source did not find it there.
-- Articles from before this was kept have no source until one shows them again: no look withdraws them.
create table article_source (
    site text not null,
    key text not null,
    source text not null,
    gone smallint not null default 0 check (gone in (0, 1)),
    primary key (site, key, source),
    foreign key (site, key) references article (site, key) on delete cascade
);
create index article_source_by_source on article_source (site, source);

-- When a source was last read. One that is read no more keeps no article from being withdrawn.
create table source_look (
    site text not null references site (name),
    source text not null,
    looked text not null,
    primary key (site, source)
);
