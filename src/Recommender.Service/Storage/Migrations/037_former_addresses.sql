-- Addresses that articles had before, as url_key. One leads to at most one article; an article's present address always comes first.
create table former_address (
    site text not null,
    url_key text not null,
    key text not null,
    since text not null,
    revision bigint not null,
    primary key (site, url_key),
    foreign key (site, key) references article (site, key) on delete cascade
);
create index former_address_by_key on former_address (site, key);
create index former_address_by_revision on former_address (site, revision);
