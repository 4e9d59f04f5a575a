-- What kind of data this is. The demo marks its own: there are users in it whose passwords are published.
create table data_mark (
    mark varchar(32) primary key
);
