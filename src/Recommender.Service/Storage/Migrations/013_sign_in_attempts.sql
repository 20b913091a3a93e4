-- Attempts are counted by name and client, by client, and by name, so that nobody can lock out anybody else.
-- counter: hash of what is counted. name: hash of the typed name, whether a person has it or not; null if names are not counted.
drop table sign_in_failure;
create table sign_in_attempt (
    counter text not null primary key,
    name text,
    tries bigint not null,
    latest text not null,
    next_at text not null
);
create index sign_in_attempt_by_name on sign_in_attempt (name);
create index sign_in_attempt_by_age on sign_in_attempt (latest);
