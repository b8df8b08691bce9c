import { PaksError } from '../errors/PaksError.ts';
import type { CommitTree } from '../git/GitClient.ts';
import { findSkills } from '../manifest/findSkills.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { GitSource } from '../model/Source.ts';

const MOST_LISTED = 12;

/** The `NOT_A_SKILL` error for a commit that has none at the path, naming where it has some. */
export function missingSkill(id: SkillId, source: GitSource, tree: CommitTree): PaksError {
  const paths = findSkills(tree.entries.map((entry) => entry.path)).map((found) => found.path);
  const where = source.path === '' ? 'its root' : `\`${source.path}\``;
  return new PaksError('NOT_A_SKILL', {
    message: `\`${source.url}\` holds no \`SKILL.md\` at ${where} for \`${id}\``,
    hint: hintFor(paths),
    data: { id, url: source.url, path: source.path, skills: paths },
  });
}

function hintFor(paths: readonly string[]): string {
  if (paths.length === 0) return 'the repository holds no skill at all; check the URL';
  const listed = paths.slice(0, MOST_LISTED).map((path) => `\`${path}\``);
  const more = paths.length > MOST_LISTED ? ` and ${paths.length - MOST_LISTED} more` : '';
  return `add \`path = "…"\`; it holds skills at ${listed.join(', ')}${more}`;
}
