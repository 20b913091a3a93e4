-- Who may do what. Secrets stand here as hashes only: passwords slow and salted, keys and links (256 random bits each) as SHA-256.
create table person (
    id text not null primary key,
    name text not null,
    sign_in text not null unique,
    password_hash text,
    external_id text unique,
    -- Sessions carry it: a new one ends them all.
    stamp text not null,
    created text not null,
    disabled text
);

-- site '*' stands for all sites, those to come included.
create table person_role (
    person text not null references person (id),
    site text not null,
    role text not null check (role in ('viewer', 'editor', 'chiefEditor', 'administrator')),
    primary key (person, site)
);

create table api_key (
    id text not null primary key,
    name text not null,
    site text not null,
    role text not null check (role in ('viewer', 'editor', 'chiefEditor', 'administrator')),
    hash text not null unique,
    prefix text not null,
    created text not null,
    created_by text not null,
    expires text not null,
    last_used text,
    revoked text
);

create table one_time_link (
    hash text not null primary key,
    purpose text not null check (purpose in ('firstAdministrator', 'invitation', 'passwordReset')),
    person text references person (id),
    created text not null,
    expires text not null
);
create index one_time_link_by_person on one_time_link (person);

-- By the hash of what was typed as sign-in name, of a person or not: locking must not tell who exists.
create table sign_in_failure (
    name_hash text not null primary key,
    tries bigint not null,
    latest text not null,
    locked_until text
);

-- Who let whom in, and out. Only ever added to.
create table access_change (
    id bigint not null primary key,
    at text not null,
    who text not null,
    action text not null,
    subject text not null,
    details text not null default ''
);
