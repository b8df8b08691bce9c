import { basename } from 'node:path/posix';
import { nearest } from '../../errors/nearest.ts';
import { PaksError } from '../../errors/PaksError.ts';
import type { Prompter } from '../../io/prompts.ts';
import { bestSkills, type FoundSkill } from '../../manifest/findSkills.ts';
import type { AddInput } from '../AddInput.ts';

/** A repository or folder, and the skills found in it. */
export interface Choosing {
  /** As the person named it. */
  readonly where: string;
  /** All ranks, best first. */
  readonly found: readonly FoundSkill[];
  /** The frontmatter name of the skill at a path, if it has one. */
  readonly nameOf: (path: string) => Promise<string | undefined>;
  readonly prompter: Prompter | null;
}

type Wishes = Pick<AddInput, 'skills' | 'all' | 'allDepths' | 'path'>;

/**
 * Which of the skills found are meant: the one at `--path`, those named, all, the only one, or the
 * person's choice. Throws `NOT_A_SKILL` where there is none and `CHOICE_NEEDED`, listing every path,
 * where nobody can be asked. None is ever dropped or merged silently.
 */
export async function chooseSkills(
  wishes: Wishes,
  choosing: Choosing,
): Promise<readonly FoundSkill[]> {
  const { found, where } = choosing;
  if (wishes.path !== null) return [atPath(wishes.path, choosing)];
  const offered = wishes.allDepths ? found : bestSkills(found);
  if (wishes.skills.length > 0) return byName(wishes.skills, choosing);
  const [first] = offered;
  if (first === undefined) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${where}\` holds no \`SKILL.md\``,
      hint: 'check the address; the file must be named exactly `SKILL.md`',
    });
  }
  if (offered.length === 1 || wishes.all) return offered;
  return ask(offered, choosing);
}

function atPath(path: string, { found, where }: Choosing): FoundSkill {
  const wanted = path
    .replace(/^\.\//, '')
    .replace(/(?:^|\/)SKILL\.md$/, '')
    .replace(/\/+$/, '');
  const skill = found.find((candidate) => candidate.path === (wanted === '.' ? '' : wanted));
  if (skill !== undefined) return skill;
  const near = nearPath(wanted, found);
  throw new PaksError('NOT_A_SKILL', {
    message: `\`${where}\` holds no \`SKILL.md\` at \`${wanted}\``,
    hint: near === undefined ? listing(found) : `did you mean \`--path ${near}\`?`,
    data: { skills: found.map((candidate) => candidate.path) },
  });
}

/** The whole path may be near only by what every path begins with: the last part has to be near too. */
function nearPath(wanted: string, found: readonly FoundSkill[]): string | undefined {
  const paths = found.map(({ path }) => path);
  const name = nearest(
    basename(wanted),
    paths.map((path) => basename(path)),
  );
  return nearest(
    wanted,
    paths.filter((path) => basename(path) === name),
  );
}

/** The frontmatter's name first, then the directory's. */
async function byName(
  names: readonly string[],
  { found, where, nameOf }: Choosing,
): Promise<readonly FoundSkill[]> {
  const named = await Promise.all(
    found.map(async (skill) => ({ skill, name: await nameOf(skill.path) })),
  );
  return names.map((wanted) => {
    const matches = named.filter(({ name }) => name === wanted);
    const candidates =
      matches.length > 0 ? matches : named.filter(({ skill }) => skill.name === wanted);
    const best = bestSkills(candidates.map(({ skill }) => skill));
    const [first, ...others] = best;
    if (first !== undefined && others.length === 0) return first;
    if (first !== undefined) throw ambiguous(wanted, best);
    const near = nearest(
      wanted,
      named.flatMap(({ skill, name }) => [name ?? '', skill.name]),
    );
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${where}\` holds no skill named \`${wanted}\``,
      hint: near === undefined ? listing(found) : `did you mean \`--skill ${near}\`?`,
      data: { skills: found.map((skill) => skill.path) },
    });
  });
}

function ambiguous(name: string, candidates: readonly FoundSkill[]): PaksError {
  return new PaksError('CHOICE_NEEDED', {
    message: [`several skills are named \`${name}\`:`, ...lines(candidates)],
    hint: `say which with \`--path ${candidates[0]?.path ?? ''}\``,
    data: { skills: candidates.map((skill) => skill.path) },
  });
}

async function ask(
  offered: readonly FoundSkill[],
  { where, prompter }: Choosing,
): Promise<readonly FoundSkill[]> {
  if (prompter === null) {
    throw new PaksError('CHOICE_NEEDED', {
      message: [`\`${where}\` holds ${offered.length} skills:`, ...lines(offered)],
      hint: 'name those you want with `--skill NAME` or `--path PATH`, or take them all with `--all`',
      data: { skills: offered.map((skill) => skill.path) },
    });
  }
  const chosen = await prompter.chooseSome(
    `Which skills of ${where}?`,
    offered.map(({ path }) => ({ value: path, label: path === '' ? '(the root)' : path })),
  );
  return offered.filter(({ path }) => chosen.includes(path));
}

function lines(skills: readonly FoundSkill[]): readonly string[] {
  return skills.map(({ path }) => `  ${path === '' ? '.' : path}`);
}

function listing(found: readonly FoundSkill[]): readonly string[] {
  return found.length === 0 ? ['it holds no skill at all'] : ['it holds:', ...lines(found)];
}
