-- The report of the last import of each source, for the desk.
create table import_report (
    site text not null references site (name),
    source text not null,
    finished text not null,
    report text not null,
    primary key (site, source)
);
