import { parseSkill } from '../../manifest/parseSkill.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import type { SkillInfo } from './InfoResult.ts';

/** The part of a skill's description that its own files tell. */
export type ContentFacts = Pick<
  SkillInfo,
  | 'description'
  | 'license'
  | 'repository'
  | 'homepage'
  | 'authors'
  | 'keywords'
  | 'categories'
  | 'compatibility'
  | 'allowedTools'
  | 'dependencies'
  | 'size'
  | 'fileCount'
  | 'files'
  | 'readme'
>;

/** What is told where nobody has the files. */
export const NO_CONTENT: ContentFacts = {
  description: null,
  license: null,
  repository: null,
  homepage: null,
  authors: [],
  keywords: [],
  categories: [],
  compatibility: null,
  allowedTools: [],
  dependencies: [],
  size: null,
  fileCount: null,
  files: null,
  readme: null,
};

/** What files say of their skill, read leniently, with the name and version that they claim. */
export function contentFacts(
  files: readonly SkillFile[],
  registry: string,
): { readonly facts: ContentFacts; readonly name: string | null; readonly version: string | null } {
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
  const skill = parseSkill(bytes, { file: SKILL_FILE, registry, allowInvalid: true });
  return {
    name: skill.name ?? null,
    version: skill.version ?? null,
    facts: {
      description: skill.description ?? null,
      license: skill.license ?? null,
      repository: skill.repository ?? null,
      homepage: skill.homepage ?? null,
      authors: skill.authors,
      keywords: skill.keywords,
      categories: skill.categories,
      compatibility: skill.compatibility ?? null,
      allowedTools: skill.allowedTools ?? [],
      dependencies: skill.dependencies.map(({ id, range }) => ({ id, range })),
      size: files.reduce((sum, file) => sum + file.bytes.length, 0),
      fileCount: files.length,
      files: files.map((file) => ({ path: file.path, size: file.bytes.length })),
      readme: new TextDecoder().decode(bytes),
    },
  };
}
