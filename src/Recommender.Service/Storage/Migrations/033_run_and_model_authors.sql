-- Who requested or cancelled a run and who changed a model, by id; the names are those that were shown. Of earlier rows, the person if only
-- one person could be shown like that.
alter table run add column who_id text;
alter table run add column cancelled_by_id text;
alter table model_change add column who_id text;
update run set who_id = case
    when who = 'operator' then 'operator'
    when reason <> 'hand' then 'recommender'
    else (select 'person:' || min(p.id) from person p
        where run.who in (p.name, p.name || ' (' || p.sign_in || ')') having count(*) = 1)
    end;
update run set cancelled_by_id = case
    when cancelled_by = 'operator' then 'operator'
    else (select 'person:' || min(p.id) from person p
        where run.cancelled_by in (p.name, p.name || ' (' || p.sign_in || ')') having count(*) = 1)
    end;
update model_change set who_id = case
    when who = 'operator' then 'operator'
    when who = 'schedule' then 'recommender'
    else (select 'person:' || min(p.id) from person p
        where model_change.who in (p.name, p.name || ' (' || p.sign_in || ')') having count(*) = 1)
    end;
