-- One row, which is locked while a webhook is added or renamed, so that two requests cannot both take a name or the last
-- place.
create table webhook_list (
    id integer primary key
);
insert into webhook_list (id) values (1);
