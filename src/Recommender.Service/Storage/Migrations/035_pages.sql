-- The size of the main image in pixels, as the source states it; null if it does not.
alter table article add column image_width integer;
alter table article add column image_height integer;

-- What the titles of most pages of a host end or begin with, as in "A story | The Courier": it is cut off.
create table title_part (
    site text not null references site (name),
    host text not null,
    part text not null,
    primary key (site, host, part)
);
