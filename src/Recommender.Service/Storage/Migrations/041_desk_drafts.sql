-- Changes of an article's block that somebody has not saved yet. who: as in rule_change. changes: as the desk's form has them.
create table desk_draft (
    site text not null references site (name),
    who text not null,
    article text not null,
    changes text not null,
    tag text not null,
    reason text not null,
    at text not null,
    primary key (site, who, article)
);
create index desk_draft_by_at on desk_draft (at);
