-- Counts the rule changes of the site; readers learn by it what changed.
alter table site add column rule_revision bigint not null default 0;

-- The current version of every rule, removed ones included. body: the rule as JSON; the other columns are for finding it.
create table rule (
    site text not null references site (name),
    id text not null,
    version bigint not null,
    kind text not null,
    scope text not null,
    scope_name text,
    subject text,
    subject_name text,
    words text not null,
    removed smallint not null check (removed in (0, 1)),
    revision bigint not null,
    body text not null,
    primary key (site, id)
);
create unique index rule_by_revision on rule (site, revision);
create index rule_by_scope on rule (site, scope, scope_name);
create index rule_by_subject on rule (site, subject, subject_name);
create index rule_standing on rule (site, removed);

-- Every version that a rule ever had; nothing here is changed or deleted. A site's revisions run from 1 without a gap.
-- batch: the first revision of the transaction. undoes: the revision that this one takes back. was, became: the rule as JSON.
create table rule_change (
    site text not null references site (name),
    revision bigint not null,
    batch bigint not null,
    rule text not null,
    version bigint not null,
    action text not null check (action in ('created', 'changed', 'removed', 'restored')),
    who text not null,
    at text not null,
    reason text,
    was text,
    became text not null,
    undoes bigint,
    primary key (site, revision),
    unique (site, rule, version)
);
create index rule_change_by_who on rule_change (site, who, revision);
create index rule_change_by_batch on rule_change (site, batch);
create index rule_change_undone on rule_change (site, undoes);

-- Whose blocks a change is about, before or after it: 'article:KEY', 'section:NAME', 'tag:NAME' (in lower case) or 'site'.
create table rule_concern (
    site text not null,
    name text not null,
    revision bigint not null,
    primary key (site, name, revision),
    foreign key (site, revision) references rule_change (site, revision)
);

-- When a model began and ceased to serve. Of models from before this was kept, the start of their training stands for it.
alter table model add column went_live text;
alter table model add column retired_at text;
update model set went_live = created where status in ('live', 'retired');
