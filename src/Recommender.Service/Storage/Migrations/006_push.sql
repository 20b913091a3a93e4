-- When the site itself sent or withdrew the article last. Such an article is the site's own: imports neither change it, nor withdraw it, nor bring it back.
alter table article add column pushed text;
