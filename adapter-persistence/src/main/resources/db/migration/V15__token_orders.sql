-- By what lists of tokens are ordered: the beginning of the folded name, and the expiry, late for what never expires.

alter table access_token add column name_key varchar(200) default '' not null;
alter table access_token add column expiry_key timestamp(6) with time zone
    default timestamp with time zone '9999-12-31 00:00:00+00' not null;

-- A folded name that is longer than any name gets its key when the token is next changed: cutting a text between two
-- halves of a character is not the same in both databases.
update access_token set
    name_key = case when char_length(folded_name) <= 100 then folded_name else '' end,
    expiry_key = coalesce(expires_at, expiry_key);

create index access_token_by_name on access_token (name_key, id);
create index access_token_by_expiry on access_token (expiry_key, id);
