-- How many different clients of a day stand behind what readers did: numbers only. about: 'site', 'page' (subject: its article), 'slot',
-- 'pin' (subject: the rule), 'rest' (the rest of its blocks). slot 0: in any slot.
create table click_evidence (
    site text not null references site (name),
    day text not null,
    about text not null,
    subject text not null,
    slot integer not null,
    seen bigint not null,
    clicked bigint not null,
    primary key (site, day, about, subject, slot)
);

-- A further reason: what no block that was served had shown.
create table click_dropped_again (
    site text not null references site (name),
    day text not null,
    reason text not null check (reason in ('bot', 'flood', 'full', 'unserved')),
    count bigint not null,
    primary key (site, day, reason)
);

insert into click_dropped_again (site, day, reason, count) select site, day, reason, count from click_dropped;

drop table click_dropped;

alter table click_dropped_again rename to click_dropped;
