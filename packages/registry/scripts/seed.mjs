/** SQL that fills an empty, migrated database with made-up skills of ten versions each; runs on both engines. */
export function seedStatements(skills) {
  return [
    `insert into accounts (name, kind, created_at)
      select 'account-' || i, 'user', now() from generate_series(0, 99) i`,
    `insert into skills (account_id, account, name, latest, description, license, repository, keywords,
        categories, versions_count, downloads, created_at, updated_at)
      select accounts.id, accounts.name, ${NAME}, '1.9.0',
        'Helps with ' || ${WORD('i')} || ' and ' || ${WORD('i * 7 + 3')} || ' in number ' || i,
        'MIT', 'https://github.com/example/skills', array[${WORD('i')}], array[${WORD('i % 10')}],
        10, (i * 7919) % 100000, now(), now() - make_interval(mins => i)
      from generate_series(1, ${skills}) i join accounts on accounts.name = 'account-' || (i % 100)`,
    `insert into versions (skill_id, version, published_at, dependencies, repository, tag, commit_id,
        skill_path, integrity, archive_integrity, archive_size, size, file_count, license, changelog,
        files, readme)
      select skills.id, '1.' || v || '.0', now(), '{"account-1/base": "^1.0.0"}',
        repository, 'v1.' || v || '.0', md5(skills.name || v) || substr(md5(v::text), 1, 8), skills.name,
        'sha256-' || substr(encode(sha256((skills.name || v)::bytea), 'base64'), 1, 44),
        'sha512-' || replace(encode(sha512((skills.name || v)::bytea), 'base64'), E'\\n', ''),
        10240, 28311, 7, 'MIT', 'Changes of ' || v, '[]',
        E'---\\nname: ' || skills.name || E'\\ndescription: ' || description || E'\\n---\\n' || description
      from skills cross join generate_series(0, 9) v`,
    `insert into versions_documents (skill_id, body, etag)
      select skills.id, json_build_object('data', json_agg(json_build_object(
          'version', version, 'published_at', to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'yanked', yanked, 'dependencies', dependencies, 'repository', versions.repository, 'tag', tag,
          'commit', commit_id, 'skill_path', skill_path, 'integrity', integrity,
          'archive', json_build_object('url', '/api/skills/' || account || '/' || name || '/versions/'
            || version || '/archive', 'integrity', archive_integrity, 'size', archive_size),
          'size', size, 'file_count', file_count, 'license', versions.license, 'changelog', changelog)
          order by versions.id desc))::text, '"' || md5(skills.name) || '"'
      from versions join skills on skills.id = versions.skill_id group by skills.id`,
    `update skills set search = setweight(to_tsvector('simple', name || ' ' || replace(name, '-', ' ')), 'A')
        || setweight(to_tsvector('simple', array_to_string(keywords || categories, ' ')), 'B')
        || setweight(to_tsvector('simple', description), 'C')
        || setweight(to_tsvector('english', description), 'C')`,
    `insert into search_words select distinct word from skills,
        regexp_split_to_table(lower(name || ' ' || description), '[^a-z0-9]+') word
      where length(word) between 4 and 40 on conflict do nothing`,
    'analyze',
  ];
}

/** The path of skill number `i` (from 1). */
export function skillPath(i) {
  return `/api/skills/account-${i % 100}/${word(i)}-${word(i * 3 + 1)}-${i}`;
}

const WORDS = (
  'kubernetes deploy terraform release pdf invoice review test database migrate monitor alert backup ' +
  'restore network proxy cache search index translate summarise format lint debug profile trace ' +
  'schedule report chart image video audio mail calendar ticket incident runbook security audit'
).split(' ');
const word = (i) => WORDS[i % WORDS.length];
const WORD = (i) => `(array['${WORDS.join("','")}'])[(${i}) % ${WORDS.length} + 1]`;
const NAME = `${WORD('i')} || '-' || ${WORD('i * 3 + 1')} || '-' || i`;

/** What people type: whole words, prefixes, two words, and a mistyped one in ten. */
export function searchQuery(i) {
  const one = word(i);
  const queries = [one, one.slice(0, 4), `${one} ${word(i + 5)}`, `${one}-${word(i * 3 + 1)}`];
  return i % 10 === 0 ? one.slice(0, 2) + one.slice(3) : queries[i % queries.length];
}
