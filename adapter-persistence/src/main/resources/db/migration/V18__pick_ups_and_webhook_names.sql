-- What was prepared for the owners of tokens, until they pick it up. There is no secret here: it is made then.

-- No reference to the token: most are still to be made. digest is the secret in use where a new one was asked for.
create table pick_up (
    token_id    uuid primary key,
    owner_id    uuid not null references app_user (id) on delete cascade,
    name        varchar(200) not null,
    prepared_at timestamp(6) with time zone not null,
    prepared_by varchar(300) not null,
    ends_at     timestamp(6) with time zone not null,
    life_days   integer,
    permissions text,
    networks    text,
    digest      bytea,
    old_ends_at timestamp(6) with time zone
);
create index pick_up_of_owner on pick_up (owner_id, prepared_at, token_id);
create index pick_up_ends on pick_up (ends_at, token_id);

-- What administrators call a webhook; null where it is called by its host.
alter table webhook_endpoint add column name varchar(300);
