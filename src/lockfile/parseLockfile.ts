import { nearest } from '../errors/nearest.ts';
import { SyntaxProblem } from '../errors/SyntaxProblem.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import { LOCKFILE_VERSION, type LockedSkill, type Lockfile } from '../model/Lockfile.ts';
import { findConflictMarker } from '../toml/findConflictMarker.ts';
import { parseToml } from '../toml/parseToml.ts';
import type { TomlDocument, TomlPath, TomlValue } from '../toml/TomlDocument.ts';
import { LockBlock, type RefuseLock } from './LockBlock.ts';
import { parseLockedSkill } from './parseLockedSkill.ts';
import { readCanonical } from './readCanonical.ts';

const KEYS = ['version', 'skill'];
const HINT = 'restore `paks.lock` from version control, or delete it and run `paks install`';

/**
 * Parses `paks.lock`. Nothing in it is trusted: wrong types, unknown keys, a skill twice, weak or
 * missing integrity, odd commits, references and paths throw `LOCKFILE_INVALID` with their place
 * (threat T17), a newer format `LOCKFILE_TOO_NEW`, git's conflict markers `LOCKFILE_CONFLICT`.
 */
export function parseLockfile(source: string, file = 'paks.lock'): Lockfile {
  const document = readDocument(source, file);
  const refuse: RefuseLock = (path, message, hint = HINT) => {
    const position = document.positionOf(path);
    throw new SyntaxProblem('LOCKFILE_INVALID', { message, hint, position, text: document.text });
  };
  checkHeader(document, refuse);
  const tables = document.value['skill'] ?? [];
  if (!isList(tables)) return refuse(['skill'], '`skill` must be written as `[[skill]]` blocks');
  const skills = new Map<string, LockedSkill>();
  for (const [index, table] of tables.entries()) {
    const block = new LockBlock(table, index, refuse);
    const skill = parseLockedSkill(block);
    if (skills.has(skill.id)) block.refuse('name', `\`${skill.id}\` is locked twice`);
    skills.set(skill.id, skill);
  }
  return { skills: [...skills.values()].sort((left, right) => (left.id < right.id ? -1 : 1)) };
}

function checkHeader(document: TomlDocument, refuse: RefuseLock): void {
  const { value, text } = document;
  const version = value['version'];
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return refuse(['version'], '`version` must say the format, for example `version = 1`');
  }
  if (version > LOCKFILE_VERSION) {
    throw new SyntaxProblem('LOCKFILE_TOO_NEW', {
      message: `this lockfile has format ${version}, and this paks reads up to ${LOCKFILE_VERSION}`,
      hint: 'update paks: `npm install -g paks`',
      position: document.positionOf(['version']),
      text,
    });
  }
  for (const key of Object.keys(value)) {
    if (KEYS.includes(key)) continue;
    const near = nearest(key, KEYS);
    refuse([key], `unknown key \`${key}\`${near === undefined ? '' : ` (is \`${near}\` meant?)`}`);
  }
}

function isList(value: TomlValue): value is readonly TomlValue[] {
  return Array.isArray(value);
}

function readDocument(source: string, file: string): TomlDocument {
  const options = { file, code: 'LOCKFILE_INVALID', limit: INPUT_LIMITS.lockfileBytes } as const;
  if (source.length > options.limit) return parseToml(source, options);
  const conflict = findConflictMarker(source);
  if (conflict !== null) throw conflictAt(conflict, source, file);
  const value = readCanonical(source);
  if (value === null) return parseToml(source, options);
  const positionOf = (path: TomlPath) => parseToml(source, options).positionOf(path);
  return { file, text: source, value, positionOf };
}

function conflictAt(line: number, text: string, file: string): SyntaxProblem {
  return new SyntaxProblem('LOCKFILE_CONFLICT', {
    message: 'unresolved merge conflict',
    hint: 'run `paks install`: it reads both sides and settles them by `paks.toml`',
    position: { file, line, column: 1 },
    text,
  });
}
