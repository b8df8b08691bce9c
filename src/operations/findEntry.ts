import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import { directoryName, type SkillId } from '../model/SkillId.ts';

/**
 * The id a person means: the id itself, or the name of one without its account where only one skill
 * has it. Throws `SKILL_NOT_IN_PROJECT` with the nearest, and `USAGE` where several have the name.
 */
export function findEntry(name: string, known: readonly SkillId[], where: string): SkillId {
  const exact = known.find((id) => id === name);
  if (exact !== undefined) return exact;
  const [first, ...others] = new Set(known.filter((id) => directoryName(id) === name));
  if (first === undefined) {
    const near = nearest(name, known) ?? nearestByName(name, known);
    throw new PaksError('SKILL_NOT_IN_PROJECT', {
      message: `\`${name}\` is not ${where}`,
      hint: near === undefined ? 'run `paks list` to see what is' : `did you mean \`${near}\`?`,
    });
  }
  if (others.length === 0) return first;
  throw new PaksError('USAGE', {
    message: `\`${name}\` could be any of ${[first, ...others].map((id) => `\`${id}\``).join(', ')}`,
    hint: 'say the whole name, with its account',
  });
}

/** `bas` is near `acme/base`, though most of the letters differ. */
function nearestByName(name: string, known: readonly SkillId[]): SkillId | undefined {
  const near = nearest(name, known.map(directoryName));
  return near === undefined ? undefined : known.find((id) => directoryName(id) === near);
}
