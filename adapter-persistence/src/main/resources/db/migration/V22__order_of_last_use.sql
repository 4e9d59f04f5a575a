-- By what lists of tokens are ordered: the last use, early for what was never used.
alter table access_token add column use_key timestamp(6) with time zone
    default timestamp with time zone '1970-01-01 00:00:00+00' not null;

update access_token set use_key = coalesce(last_used_at, use_key);

create index access_token_by_use on access_token (use_key, id);
