import { PaksError } from '../../errors/PaksError.ts';
import { assertSourceAllowed } from '../../fetchers/policyGate.ts';
import type { GitWish } from '../../manifest/SourceWish.ts';
import { ANY } from '../../model/Range.ts';
import type { GitSource } from '../../model/Source.ts';
import type { AddInput } from '../AddInput.ts';
import type { Addition } from './Addition.ts';
import { type AddingContext, entryOptions } from './AddingContext.ts';
import { chooseSkills } from './chooseSkills.ts';
import { inspectRepository } from './inspectRepository.ts';
import { assertFree, proposeId } from './proposeId.ts';
import { wholeCommit } from './wholeCommit.ts';

/** The skills of a repository that are meant, each as a manifest entry with its own path. */
export async function gitAdditions(
  asked: GitWish,
  input: AddInput,
  context: AddingContext,
): Promise<readonly Addition[]> {
  const { objects, services, project } = context;
  assertUrlAllowed(asked.url, context);
  const wish = await wholeCommit(await settleReading(asked, context), objects);
  const source: GitSource = { kind: 'git', url: wish.url, path: '', reference: wish.reference };
  const { found, nameOf } = await inspectRepository(objects, source);
  const hasRoot = found.some(({ path }) => path === '');
  const path = wish.path === '' && !hasRoot ? null : (wish.path ?? null);
  const choosing = { where: wish.url, found, nameOf, prompter: services.prompter };
  const chosen = await chooseSkills({ ...input, path }, choosing);
  assertOneName(input, chosen.length);
  const insecure = input.insecure ? { insecure: true } : {};
  return Promise.all(
    chosen.map(async (skill) => {
      const frontmatter = await nameOf(skill.path);
      const naming = { wanted: input.name, frontmatter, path: skill.path, address: wish.url };
      const id = proposeId(naming);
      const range = wish.range ?? ANY;
      const entry = {
        id,
        range,
        source: { ...source, path: skill.path },
        ...entryOptions(input),
        ...insecure,
      };
      assertFree(entry, project.manifest.skills);
      return { skill: entry, caret: false };
    }),
  );
}

/** Policy comes before the first request. */
function assertUrlAllowed(url: string, { allowedSources }: AddingContext): void {
  const source = { kind: 'git', url, path: '', reference: { kind: 'default' } } as const;
  assertSourceAllowed(url, source, allowedSources);
}

/** A name can only be given to one skill. Throws `USAGE`. */
export function assertOneName({ name, as }: AddInput, skills: number): void {
  if (skills < 2 || (name === null && as === null)) return;
  throw new PaksError('USAGE', {
    message: `\`--${name === null ? 'as' : 'name'}\` names one skill, and ${skills} were chosen`,
    hint: 'add them one by one',
  });
}

/**
 * A browser address does not say where the branch ends and the path begins: the reading whose branch
 * or tag the repository has is taken, and a tag is then locked as a tag.
 */
async function settleReading(wish: GitWish, { objects }: AddingContext): Promise<GitWish> {
  const { readings, url } = wish;
  if (readings === undefined) return wish;
  const [heads, tags] = await Promise.all([
    objects.references(url, 'refs/heads/'),
    objects.references(url, 'refs/tags/'),
  ]);
  for (const { name, path } of readings) {
    if (heads.some((reference) => reference.name === `refs/heads/${name}`)) {
      return { ...wish, path, reference: { kind: 'branch', name } };
    }
    if (tags.some((reference) => reference.name === `refs/tags/${name}`)) {
      return { ...wish, path, reference: { kind: 'tag', name } };
    }
  }
  throw new PaksError('REF_NOT_FOUND', {
    message: `\`${url}\` has no branch or tag \`${readings[0]?.name ?? ''}\``,
    hint: 'open the address in a browser to see whether it still exists',
  });
}
