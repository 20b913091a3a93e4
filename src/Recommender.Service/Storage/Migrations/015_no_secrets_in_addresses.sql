-- User names and passwords in addresses of images, and secrets in addresses of sources, do not belong into the store.
delete from fetch_state where url like 'http%://%@%' or url like '%key=%' or url like '%token=%' or url like '%secret=%' or url like '%auth=%'
    or url like '%pass%=%' or url like '%pwd=%' or url like '%sig%=%';
update article set image = substr(image, 1, instr(image, '://') + 2) || substr(image, instr(image, '@') + 1)
where image like 'http%://%@%'
    and instr(image, '@') < instr(image, '://') + 3 + instr(substr(image, instr(image, '://') + 3) || '/', '/') - 1;
