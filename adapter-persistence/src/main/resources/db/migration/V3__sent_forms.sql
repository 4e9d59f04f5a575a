-- Forms that made a token, so that none makes two. sealed holds the new secret until it is shown, for a minute at most,
-- closed with a key that only the session's browser can give.
create table sent_form (
    id      char(64) primary key,
    sealed  bytea,
    sent_at timestamp(6) with time zone not null
);
create index sent_form_sent on sent_form (sent_at);
