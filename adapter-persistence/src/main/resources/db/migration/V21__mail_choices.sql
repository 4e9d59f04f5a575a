-- What people have switched off in their digests.
create table mail_choice (
    user_id uuid not null references app_user (id),
    kind    varchar(32) not null,
    primary key (user_id, kind)
);
