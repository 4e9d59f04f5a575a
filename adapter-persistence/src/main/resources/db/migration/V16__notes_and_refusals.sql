-- What a person wrote down about a token, and the same folded, for searches.
alter table access_token add column note text default '' not null;
alter table access_token add column folded_note text default '' not null;

-- Why tokens were refused lately: a row for each distinct case, with how often and when it was the last time.
-- permission is empty where none was asked about, network where the address is unknown; claimed: an API reported it.
create table token_refusal (
    token_id   uuid not null references access_token (id) on delete cascade,
    reason     varchar(40) not null,
    permission varchar(140) not null,
    network    varchar(64) not null,
    claimed    boolean not null,
    times      bigint not null,
    last_at    timestamp(6) with time zone not null,
    primary key (token_id, reason, permission, network, claimed)
);
