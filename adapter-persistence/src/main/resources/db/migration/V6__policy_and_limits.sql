-- Limits and rests of tokens, who ended them, and the policy that holds for all.

alter table access_token add column networks text;
alter table access_token add column suspended_at timestamp(6) with time zone;
alter table access_token add column suspended_by varchar(300);
alter table access_token add column revoked_by varchar(300);

-- What was changed of the policy of the settings, in one row, so that a change is all or nothing.
create table token_policy (
    id      integer primary key,
    changes text not null
);
insert into token_policy (id, changes) values (1, '');

create index audit_entry_of_actor on audit_entry (actor_id, at, id);
create index audit_entry_of_subject on audit_entry (subject_id, at, id);
create index audit_entry_of_action on audit_entry (action, at, id);

-- Where a user is signed in.
create index web_session_latest on web_session (user_id, seen_at);
