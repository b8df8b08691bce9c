import { isAbsolute } from 'node:path/posix';
import { PaksError } from '../errors/PaksError.ts';
import { isSkillId } from '../model/SkillId.ts';

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^/\s]+\/[^\s]+$/i;
const VERSION = /^[v^~=<>]*\d+(?:\.\d+)*[-+.\w]*$/;

/** The refusal of a source that is no `account/name`, with what the person most likely meant. */
export function notASkillName(text: string): PaksError {
  return new PaksError('NAME_INVALID', {
    message: `\`${text}\` is not a skill name${whatLacks(text)}`,
    hint: whatWasMeant(text),
  });
}

function whatLacks(text: string): string {
  if (HOST.test(text) || text.includes('/')) return '';
  return ': it names no account';
}

function whatWasMeant(text: string): string {
  const lower = text.toLowerCase();
  const unscoped = lower.replace(/^@/, '');
  if (HOST.test(text)) return `for a repository write \`https://${text}\``;
  if (VERSION.test(text)) return `a version follows its skill: \`account/name@${text}\``;
  if (text.startsWith('@') && isSkillId(unscoped)) {
    return `write \`${unscoped}\`, or \`npm:${text}\` for a package in node_modules`;
  }
  if (lower !== text && lower.includes('/') && isSkillId(lower)) {
    return `names are lower-case: \`${lower}\``;
  }
  if (text.includes('/')) {
    return 'use `account/name` (lower-case letters, digits and single hyphens), or `./…` for a folder';
  }
  const folder = isAbsolute(text) ? text : `./${text}`;
  return `write \`account/${text}\`, or \`${folder}\` for a folder; \`paks search ${text}\` finds skills`;
}
