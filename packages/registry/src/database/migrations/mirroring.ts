/** The registry that is mirrored, whose accounts came from it, and how fresh each copy is. */
export const mirroring = `
alter table accounts drop constraint accounts_kind_check;
alter table accounts add constraint accounts_kind_check
  check (kind in ('user', 'organisation', 'mirror'));
alter table accounts add column mirrored_from text;

create table upstream (
  id integer primary key check (id = 1),
  url text not null,
  fresh_seconds integer not null
);

create table mirrored_skills (
  skill_id integer primary key references skills on delete cascade,
  etag text,
  checked_at timestamptz not null
);
`;
