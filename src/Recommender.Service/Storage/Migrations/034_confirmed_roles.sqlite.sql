-- When the OpenID Connect provider last confirmed the roles of a person; null for people with passwords. It was not kept before: for the
-- keys of people whom the store knows, the time begins with the upgrade.
alter table person add column confirmed text;
update person set confirmed = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where external_id is not null;
