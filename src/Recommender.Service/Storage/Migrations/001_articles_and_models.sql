-- Instants are UTC text of fixed width (2026-02-11T06:30:00.000Z): they sort as text, on every engine.
create table site (
    name text not null primary key,
    revision bigint not null default 0,
    settings text not null default '{}',
    created text not null
);

-- What lists, look-ups and blocks need. The text lies apart, so that reading all of this stays cheap.
create table article (
    site text not null references site (name),
    key text not null,
    source_id text not null,
    url text,
    url_key text,
    title text not null,
    summary text,
    image text,
    author text,
    section text,
    tags text not null default '[]',
    language text,
    published text,
    updated text,
    withdrawn text,
    content_hash text not null,
    revision bigint not null,
    imported text not null,
    primary key (site, key),
    unique (site, source_id)
);
create index article_by_url on article (site, url_key);
create index article_by_published on article (site, published);
create index article_by_revision on article (site, revision);

create table article_body (
    site text not null,
    key text not null,
    text text not null,
    spans text not null default '[]',
    primary key (site, key),
    foreign key (site, key) references article (site, key) on delete cascade
);

-- What the last look at a URL told, for conditional requests and for --prune.
create table fetch_state (
    site text not null references site (name),
    url text not null,
    etag text,
    last_modified text,
    fetched text not null,
    primary key (site, url)
);

-- status: candidate, live, retired, failed. At most one live model a site.
create table model (
    site text not null references site (name),
    version text not null,
    status text not null check (status in ('candidate', 'live', 'retired', 'failed')),
    created text not null,
    reason text,
    manifest text not null default '{}',
    primary key (site, version)
);
create unique index model_live on model (site) where status = 'live';
