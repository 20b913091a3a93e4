-- Who did it, as an id: 'person:ID', 'key:ID', 'operator', 'recommender' or 'provider'. Names change and repeat, ids do not.
-- Rows from before have no id.
alter table access_change add column who_id text;
alter table access_change add column subject_id text;

-- owner: the person who answers for a key or link, also for one that was made with a key of that person. It may do no more than that
-- person may at present. Null: made on the machine's command line.
alter table api_key add column created_by_id text;
alter table api_key add column owner text references person (id);
update api_key set owner = (select p.id from person p where p.name = api_key.created_by)
where (select count(*) from person p where p.name = api_key.created_by) = 1;
update api_key set created_by_id = 'person:' || owner where owner is not null;
update api_key set created_by_id = 'operator' where owner is null and created_by = 'operator';
-- Keys end with the person who made them; enabling the person again does not bring them back.
update api_key set revoked = (select p.disabled from person p where p.id = api_key.owner)
where revoked is null and owner in (select id from person where disabled is not null);
create index api_key_by_owner on api_key (owner);

alter table one_time_link add column made_by text;
alter table one_time_link add column owner text references person (id);
create index one_time_link_by_owner on one_time_link (owner);
