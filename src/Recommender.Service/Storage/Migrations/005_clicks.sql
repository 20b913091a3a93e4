-- What readers saw of blocks, and what of it they clicked: sums by the site's own day, page, article, slot, model and source. Nothing of a
-- reader is in them. model: '' where none ranked, or one that the store does not know.
create table click_count (
    site text not null references site (name),
    day text not null,
    page text not null,
    article text not null,
    slot integer not null,
    model text not null,
    source text not null,
    impressions bigint not null,
    clicks bigint not null,
    primary key (site, day, page, article, slot, model, source)
);

-- What was told and not counted: beacons of bots and of floods, and counts that there was no room for.
create table click_dropped (
    site text not null references site (name),
    day text not null,
    reason text not null check (reason in ('bot', 'flood', 'full')),
    count bigint not null,
    primary key (site, day, reason)
);

-- When somebody of the newsroom last looked at an article's block at the desk.
create table block_look (
    site text not null references site (name),
    page text not null,
    at text not null,
    primary key (site, page)
);
