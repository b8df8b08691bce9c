import { PaksError } from '../errors/PaksError.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import { collisionKey } from '../model/skillPath.ts';
import { targetKey, type WantedLink } from './Link.ts';

interface Claim {
  readonly link: WantedLink;
  readonly as: 'skill' | 'account';
}

/**
 * The wishes, each once. Throws `NAME_COLLISION` when two skills would take one directory, or one
 * a directory inside the other's, whether or not this disk tells their spellings apart (threat T03).
 */
export function withoutCollisions(wanted: readonly WantedLink[]): readonly WantedLink[] {
  const claims = new Map<string, Claim>();
  const claim = (place: string, { link, as }: Claim): void => {
    const before = claims.get(place);
    if (before === undefined) claims.set(place, { link, as });
    else if (!isCompatible(before, { link, as })) throw collision(before.link, link);
  };
  for (const link of wanted) {
    const segments = link.name.split('/').map(collisionKey);
    if (segments.length > 1) claim(`${link.directory}\0${segments[0]}`, { link, as: 'account' });
    claim(`${link.directory}\0${segments.join('/')}`, { link, as: 'skill' });
  }
  return [...new Map(wanted.map((link) => [targetKey(link), link])).values()];
}

function isCompatible(before: Claim, claim: Claim): boolean {
  if (before.as !== claim.as) return false;
  if (before.as === 'skill') {
    return before.link.id === claim.link.id && before.link.name === claim.link.name;
  }
  return accountOf(before.link) === accountOf(claim.link);
}

function accountOf({ name }: WantedLink): string {
  return name.slice(0, name.indexOf('/'));
}

function collision(first: WantedLink, second: WantedLink): PaksError {
  const ids = [second.id, first.id];
  const renamed = ids.find((id) => qualifiedName(id) !== null) ?? second.id;
  return new PaksError('NAME_COLLISION', {
    message: `\`${first.id}\` and \`${second.id}\` would both be \`${second.name}\` in \`${second.directory}\``,
    hint: `give one another directory: ${waysToRename(renamed)}`,
    data: { skills: [first.id, second.id], directory: second.directory, name: second.name },
  });
}

/** The source of a skill without an account is not told by its id. */
function waysToRename(id: SkillId): string {
  const as = proposal(id);
  const edit = `\`as = "${as}"\` at \`${id}\` in \`paks.toml\``;
  return qualifiedName(id) === null ? edit : `\`paks add ${id} --as ${as}\`, or ${edit}`;
}

function proposal(id: SkillId): string {
  const qualified = qualifiedName(id);
  return qualified === null ? `${id}-2` : `${qualified.account}-${qualified.name}`;
}
