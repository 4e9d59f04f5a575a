-- What somebody wrote down about a token that they prepared.
alter table pick_up add column note text default '' not null;
