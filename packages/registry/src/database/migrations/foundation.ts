/** Accounts, tokens, skills, versions, archives, the index queue and the counters. */
export const foundation = `
create extension if not exists pg_trgm;

create table accounts (
  id integer generated always as identity primary key,
  name text not null unique,
  kind text not null check (kind in ('user', 'organisation')),
  display_name text,
  email text,
  avatar_url text,
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null
);

create table memberships (
  organisation_id integer not null references accounts on delete cascade,
  user_id integer not null references accounts on delete cascade,
  role text not null check (role in ('owner', 'publisher', 'reader')),
  primary key (organisation_id, user_id)
);
create index memberships_user on memberships (user_id);

create table tokens (
  id integer generated always as identity primary key,
  account_id integer not null references accounts on delete cascade,
  hash text not null unique,
  label text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index tokens_account on tokens (account_id);

create table skills (
  id integer generated always as identity primary key,
  account_id integer not null references accounts,
  account text not null,
  name text not null,
  visibility text not null default 'public' check (visibility in ('public', 'private')),
  latest text not null,
  description text not null,
  license text,
  repository text not null,
  homepage text,
  author_name text,
  author_url text,
  keywords text[] not null,
  categories text[] not null,
  versions_count integer not null,
  downloads bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector,
  unique (account, name)
);
create index skills_search on skills using gin (search);
create index skills_keywords on skills using gin (keywords);
create index skills_categories on skills using gin (categories);
create index skills_by_downloads on skills (downloads desc, id);
create index skills_by_update on skills (updated_at desc, id);

create table search_words (
  word text primary key
);
create index search_words_trigrams on search_words using gin (word gin_trgm_ops);

create table versions_documents (
  skill_id integer primary key references skills on delete cascade,
  body text not null,
  etag text not null
);

create table versions (
  id integer generated always as identity primary key,
  skill_id integer not null references skills on delete cascade,
  version text not null,
  published_at timestamptz not null,
  yanked boolean not null default false,
  dependencies jsonb not null,
  repository text not null,
  tag text not null,
  commit_id text not null,
  skill_path text not null,
  integrity text not null,
  archive_integrity text not null,
  archive_size integer not null,
  size integer not null,
  file_count integer not null,
  license text,
  changelog text,
  files jsonb not null,
  readme text not null,
  unique (skill_id, version)
);
create index versions_dependencies on versions using gin (dependencies);

create table archive_pieces (
  integrity text not null,
  position integer not null,
  bytes bytea not null,
  primary key (integrity, position)
);

create table registry_state (
  id integer primary key check (id = 1),
  revision bigint not null,
  secret text not null
);
insert into registry_state (id, revision, secret)
  values (1, 0, gen_random_uuid()::text || gen_random_uuid()::text);

create table changes (
  revision bigint primary key,
  skill_id integer not null
);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null
);

create table index_jobs (
  id text primary key,
  account_id integer not null references accounts on delete cascade,
  actor text not null,
  request jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'indexed', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  run_after timestamptz not null,
  lease_until timestamptz,
  result jsonb,
  error jsonb
);
create index index_jobs_open on index_jobs (run_after) where status in ('queued', 'running');

create table rate_windows (
  key text primary key,
  started_at timestamptz not null,
  count integer not null
);

create table download_marks (
  version_id integer not null references versions on delete cascade,
  client text not null,
  hour timestamptz not null,
  primary key (version_id, client, hour)
);
create index download_marks_hour on download_marks (hour);

create table download_days (
  skill_id integer not null references skills on delete cascade,
  day date not null,
  count integer not null,
  primary key (skill_id, day)
);
`;
