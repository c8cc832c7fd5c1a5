-- What the stand-in knows, loaded from the data folder. Booleans are 0/1, dates 'YYYY-MM-DD' or ''.
create table movie (
  id integer primary key, imdb_id text, title text not null, original_title text not null, original_language text not null,
  release_date text not null, runtime integer not null, budget integer not null, revenue integer not null,
  vote_average real not null, vote_count integer not null, popularity real not null, status text not null,
  homepage text not null, adult integer not null default 0, video integer not null default 0,
  collection_id integer, has_poster integer not null default 1, has_backdrop integer not null default 1
);
create table tv (
  id integer primary key, imdb_id text, name text not null, original_name text not null, original_language text not null,
  first_air_date text not null, last_air_date text not null, status text not null, type text not null,
  vote_average real not null, vote_count integer not null, popularity real not null,
  homepage text not null, adult integer not null default 0,
  has_poster integer not null default 1, has_backdrop integer not null default 1
);
create table season (
  id integer primary key, tv_id integer not null, season_number integer not null, name text not null,
  air_date text not null, vote_average real not null, unique (tv_id, season_number)
);
create table episode (
  id integer primary key, tv_id integer not null, season_number integer not null, episode_number integer not null,
  name text not null, air_date text not null, runtime integer, production_code text not null, episode_type text not null,
  vote_average real not null, vote_count integer not null, unique (tv_id, season_number, episode_number)
);
create index episode_air_date on episode (air_date);
create table person (
  id integer primary key, name text not null, original_name text not null, gender integer not null,
  known_for_department text not null, popularity real not null, birthday text, deathday text, place_of_birth text,
  imdb_id text, homepage text, adult integer not null default 0, has_profile integer not null default 1,
  also_known_as text not null default '[]'
);
create table collection (id integer primary key, name text not null);
create table company (
  id integer primary key, name text not null, origin_country text not null, headquarters text not null,
  homepage text not null, parent_id integer, alternative_names text not null default '[]'
);
create table network (
  id integer primary key, name text not null, origin_country text not null, headquarters text not null,
  homepage text not null, alternative_names text not null default '[]'
);
create table keyword (id integer primary key, name text not null);

-- A title is a movie or a tv row: (type, id), type 'movie' or 'tv'.
create table title_genre (type text, id integer, genre_id integer, position integer, primary key (type, id, genre_id)) without rowid;
create table title_keyword (type text, id integer, keyword_id integer, position integer, primary key (type, id, keyword_id)) without rowid;
create table title_company (type text, id integer, company_id integer, position integer, primary key (type, id, company_id)) without rowid;
create table title_country (type text, id integer, country text, position integer, primary key (type, id, country)) without rowid;      -- production countries; for tv the origin countries
create table title_language (type text, id integer, language text, position integer, primary key (type, id, language)) without rowid;   -- spoken
create table tv_network (tv_id integer, network_id integer, position integer, primary key (tv_id, network_id)) without rowid;
create table alternative_title (type text, id integer, country text, title text, kind text);
create index alternative_title_of on alternative_title (type, id);
create table video (type text, id integer, key text, name text, kind text, language text, country text, published_at text);
create index video_of on video (type, id);
create table external_id (type text, id integer, source text, value text, primary key (source, value, type, id));  -- type also season, episode, person
create index external_id_of on external_id (type, id);

-- kind 'cast', 'crew' or 'guest'; for an episode's own crew and guests the season and episode numbers are set, else null.
create table credit (
  credit_id text primary key, person_id integer not null, type text not null, id integer not null,
  season_number integer, episode_number integer, kind text not null,
  character text not null default '', department text not null default '', job text not null default '', position integer not null
);
create index credit_of on credit (type, id, kind, position);
create index credit_by on credit (person_id);
create table created_by (tv_id integer, person_id integer, credit_id text, position integer);

create table release (movie_id integer, country text, date text, type integer, certification text, note text);
create index release_of on release (movie_id, country);
create index release_in on release (country, date);
create table content_rating (tv_id integer, country text, rating text, primary key (tv_id, country)) without rowid;
create table provider_offer (type text, id integer, country text, monetization text, provider_id integer, primary key (type, id, country, monetization, provider_id)) without rowid;  -- flatrate free ads rent buy
create table screened (tv_id integer, season_number integer, episode_number integer, primary key (tv_id, season_number, episode_number)) without rowid;  -- shown in cinemas
create table review (id text primary key, type text, media_id integer, author text, username text, rating real, content text, created_at text, language text default 'en');
create index review_of on review (type, media_id);

-- Texts by language; name is the title in that language, '' in English rows and where it has none. type also season, collection, person (overview holds the biography).
create table text (type text, id integer, language text, name text not null default '', overview text not null default '', tagline text not null default '', primary key (type, id, language)) without rowid;
create table config (name text primary key, body text not null);  -- TMDB's own lists as JSON
create table meta (name text primary key, value text not null);   -- the data set's fingerprint, when it was loaded
-- Full-text index for search: one row a title/person, all names it goes by, folded (accents and case gone) by the loader.
create virtual table name_index using fts5 (type unindexed, id unindexed, names, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
