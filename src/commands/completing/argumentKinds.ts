import { SHELLS } from '../../operations/completions/shells.ts';
import type { ValueKind } from '../../operations/completions/knownValues.ts';

/** What a word of the command line may be: a fixed list, something Paks knows, or a file. */
export type ArgumentKind = readonly string[] | ValueKind | 'registry-skill' | 'file' | 'text';

/** What the arguments of a command are; `text` is what nobody but the person can know. */
export const argumentsOf: ReadonlyMap<string, ArgumentKind> = new Map<string, ArgumentKind>([
  ['add', 'registry-skill'],
  ['agent add', 'text'],
  ['agent default', 'agent'],
  ['agent remove', 'agent'],
  ['agent rm', 'agent'],
  ['agent show', 'agent'],
  ['audit', 'skill'],
  ['completions', SHELLS],
  ['config get', 'setting'],
  ['config set', 'setting'],
  ['config unset', 'setting'],
  ['create', 'text'],
  ['diff', 'skill'],
  ['eject', 'skill'],
  ['i', 'registry-skill'],
  ['import', 'file'],
  ['info', 'registry-skill'],
  ['install', 'registry-skill'],
  ['new', 'text'],
  ['outdated', 'skill'],
  ['pack', 'file'],
  ['patch', 'skill'],
  ['pin', 'skill'],
  ['publish', 'file'],
  ['registry add', 'text'],
  ['registry default', 'registry'],
  ['registry remove', 'registry'],
  ['registry rm', 'registry'],
  ['remove', 'skill'],
  ['restore', 'skill'],
  ['rm', 'skill'],
  ['run-hook', 'skill'],
  ['search', 'text'],
  ['tree', 'skill'],
  ['unpin', 'skill'],
  ['unyank', 'registry-skill'],
  ['up', 'skill'],
  ['update', 'skill'],
  ['validate', 'file'],
  ['why', 'skill'],
  ['yank', 'registry-skill'],
]);

/** What the value of an option is, by the option's name; `COMMAND --option` goes before `--option`. */
export const optionValues: ReadonlyMap<string, ArgumentKind> = new Map<string, ArgumentKind>([
  ['--agent', 'agent'],
  ['--registry', 'registry'],
  ['--group', 'group'],
  ['--cwd', 'file'],
  ['--dir', 'file'],
  ['--output', 'file'],
  ['--from-bundle', 'file'],
  ['--color', ['auto', 'always', 'never']],
  ['--format', ['table', 'json', 'yaml']],
  ['validate --format', ['text', 'sarif']],
  ['audit --format', ['text', 'sarif']],
  ['--template', ['basic', 'devops', 'coding']],
  ['--bump', ['patch', 'minor', 'major', 'prerelease']],
  ['--sort', ['downloads', 'recent', 'name', 'relevance']],
]);
