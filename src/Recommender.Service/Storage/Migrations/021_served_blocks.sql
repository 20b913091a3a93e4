-- What the blocks of a page showed: a line "article source slots model" for each item, latest first; slots in hexadecimal, bit 1 for the
-- first. Only what was served is counted, also after a restart, through a cache, or from files of the static export.
create table served_block (
    site text not null references site (name),
    page text not null,
    way text not null check (way in ('plain', 'filtered', 'exported')),
    items text not null,
    primary key (site, page, way)
);
