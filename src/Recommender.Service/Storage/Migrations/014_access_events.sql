-- Sign-ins, failures, sign-outs and refusals, the newest ones of each kind. Repetitions within an hour are one row.
create table access_event (
    id bigint not null primary key,
    kind text not null,
    who_id text,
    who text not null,
    client text not null,
    details text not null,
    first_at text not null,
    at text not null,
    times bigint not null
);
create index access_event_by_kind on access_event (kind, first_at);
create index access_event_newest on access_event (kind, id);
