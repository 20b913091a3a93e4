-- A session is a row: a cookie without its row opens nothing. id: SHA-256 of the secret in the cookie, in hexadecimal.
create table session (
    id text not null primary key,
    person text not null references person (id),
    -- Coarse, for the person to recognise it: 'Firefox on Windows'.
    client text not null,
    created text not null,
    last_used text not null,
    -- The end, however much the session is used.
    expires text not null
);
create index session_by_person on session (person);
create index session_by_expiry on session (expires);
