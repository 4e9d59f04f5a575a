-- What a person wrote down about a token, and the same folded, for searches.
alter table access_token add column note text default '' not null;
alter table access_token add column folded_note text default '' not null;
