-- The pages of sites that are read page by page: what the sitemap said of each when it was read, what it looked like, and what became of
-- it. A page that has not changed is not fetched again. reason: why it is no article; source_id: the article it became.
create table page_look (
    site text not null references site (name),
    url text not null,
    lastmod text,
    facts text,
    reason text,
    source_id text,
    teaser text,
    fetched text not null,
    primary key (site, url)
);
