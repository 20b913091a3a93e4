-- What the gate found of a model, as JSON; null where it never came to that.
alter table model add column verdict text;

-- Who put which model where. Only ever added to.
create table model_change (
    site text not null references site (name),
    id bigint not null,
    at text not null,
    who text not null,
    action text not null check (action in ('promoted', 'forced', 'refused', 'rolledBack', 'deleted')),
    version text not null,
    -- The model that was live before; null where there was none.
    was text,
    details text not null default '',
    primary key (site, id)
);

-- Every retrain. An open one (waiting, running) is the lease on its site: owner says which process holds it, heartbeat when it last said so.
create table run (
    id text not null primary key,
    site text not null references site (name),
    reason text not null check (reason in ('hand', 'schedule', 'newArticles')),
    who text not null,
    force smallint not null check (force in (0, 1)),
    -- Whether all is to be learned anew, whatever could be kept.
    anew smallint not null check (anew in (0, 1)),
    state text not null check (state in ('waiting', 'running', 'done', 'refused', 'failed', 'cancelled')),
    requested text not null,
    started text,
    finished text,
    heartbeat text,
    owner text,
    -- How often a process took it up.
    attempts bigint not null default 0,
    cancelled_by text,
    step text,
    stage text,
    progress_done bigint not null default 0,
    progress_total bigint not null default 0,
    -- The model that it makes.
    version text,
    outcome text,
    -- Seconds and peak memory of each step, as JSON.
    steps text not null default '[]'
);
create unique index run_open on run (site) where state in ('waiting', 'running');
create index run_by_site on run (site, requested);
