import type { GitPin } from '../model/Locator.ts';
import { isReferenceName } from '../model/referenceName.ts';
import type { LockBlock } from './LockBlock.ts';

/** What a git block says was asked for: at most one of `branch`, `tag`, `rev`, or `pin` with its tag. */
export function parseReference(block: LockBlock): Pick<GitPin, 'reference' | 'tag'> {
  const pin = block.optionalText('pin');
  const branch = nameBehind(block, 'branch');
  const tag = nameBehind(block, 'tag');
  const revision = nameBehind(block, 'rev');
  if ([branch, tag, revision].filter((name) => name !== undefined).length > 1) {
    block.refuse('name', 'a git skill has more than one of `branch`, `tag` and `rev`');
  }
  if (pin !== undefined) {
    if (pin !== 'versions') block.refuse('pin', `\`pin\` cannot be \`${pin}\`, only \`versions\``);
    if (tag === undefined)
      block.refuse('pin', 'a skill pinned by its versions needs the `tag` chosen');
    return { reference: { kind: 'versions' }, tag };
  }
  if (branch !== undefined) return { reference: { kind: 'branch', name: branch } };
  if (tag !== undefined) return { reference: { kind: 'tag', name: tag } };
  if (revision !== undefined) return { reference: { kind: 'commit', id: revision } };
  return { reference: { kind: 'default' } };
}

function nameBehind(block: LockBlock, key: string): string | undefined {
  const name = block.optionalText(key);
  if (name === undefined || isReferenceName(name)) return name;
  return block.refuse(key, `\`${name}\` is not a name that git gives to a ${key}`);
}
