/**
 * Without a list of what is yet to be put in order, which every search would read from end to end: the
 * embedded engine has no autovacuum that empties it (PostgreSQL, "GIN Fast Update Technique").
 */
export const textIndexes = `
alter index skills_search set (fastupdate = off);
alter index skills_keywords set (fastupdate = off);
alter index skills_categories set (fastupdate = off);
alter index search_words_trigrams set (fastupdate = off);
alter index versions_dependencies set (fastupdate = off);
select gin_clean_pending_list(index::regclass) from unnest(array['skills_search', 'skills_keywords',
  'skills_categories', 'search_words_trigrams', 'versions_dependencies']) as index;
`;
