-- Kinds of values have one spelling in the store: camelCase, as in JSON. Sources of clicks were written with a capital letter.
update click_count set source = lower(substr(source, 1, 1)) || substr(source, 2);
