-- Further ids under which sources have an article. Its own id, whose hash is the key, is in article.source_id. An id that is here leads to
-- this key, even if an article has it as its own.
create table article_id (
    site text not null,
    source_id text not null,
    key text not null,
    revision bigint not null,
    primary key (site, source_id),
    foreign key (site, key) references article (site, key) on delete cascade
);
create index article_id_by_key on article_id (site, key);
create index article_id_by_revision on article_id (site, revision);
