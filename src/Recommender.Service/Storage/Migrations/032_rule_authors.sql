-- Who made a change of a rule, by id; 'who' is the name that was shown. Of earlier changes, the person whose name only one person has.
alter table rule_change add column who_id text;
create index rule_change_by_who_id on rule_change (site, who_id, revision);
drop index rule_change_by_who;
update rule_change set who_id = case
    when who = 'operator' then 'operator'
    when who = 'recommender, by itself' then 'recommender'
    else (select 'person:' || min(p.id) from person p where p.name = rule_change.who having count(*) = 1)
    end;
