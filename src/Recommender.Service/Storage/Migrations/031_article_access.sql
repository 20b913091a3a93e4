-- Who may read an article: 'open', 'paywalled' or 'hidden'; null if the source does not state it.
alter table article add column access text;
