-- What changes while the stand-in runs: who has approved what, and what they did. Times are 'YYYY-MM-DD HH:MM:SS UTC'.
create table if not exists account (
  id integer primary key, username text not null unique, name text not null, iso_639_1 text not null, iso_3166_1 text not null,
  include_adult integer not null default 0, password text not null, standing text not null default ''  -- '', suspended, disabled, unverified
);
-- A token is approved when it has an account; `spent` once a session was made of it.
create table if not exists token (token text primary key, expires_at text not null, account_id integer, spent integer not null default 0);
create table if not exists session (session_id text primary key, account_id integer not null, created_at text not null);
create table if not exists guest (guest_session_id text primary key, expires_at text not null);
-- `owner` is 'account:<id>' or 'guest:<id>'; type movie, tv or episode; an episode by its own id.
create table if not exists rating (
  owner text, type text, id integer, value real not null, created_at text not null, position integer not null,
  primary key (owner, type, id)
) without rowid;
create table if not exists mark (
  account_id integer, kind text, type text, id integer, created_at text not null, position integer not null,
  primary key (account_id, kind, type, id)
) without rowid;
create table if not exists list (
  id integer primary key autoincrement, account_id integer not null, name text not null, description text not null,
  language text not null, created_at text not null
);
create table if not exists list_item (list_id integer, type text, id integer, position integer not null, primary key (list_id, type, id)) without rowid;
create index if not exists list_item_of on list_item (type, id);
create table if not exists change (
  id text primary key, type text not null, media_id integer not null, key text not null, action text not null, time text not null,
  language text not null, value text, original_value text
);
create index if not exists change_of on change (type, media_id, time);
create index if not exists change_at on change (type, time);
create table if not exists meta (name text primary key, value text not null);
