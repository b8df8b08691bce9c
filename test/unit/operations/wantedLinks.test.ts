import { describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { findAgent } from '../../../src/agents/selectAgents.ts';
import { targetDirectories, type TargetScope } from '../../../src/agents/targetDirectories.ts';
import { targetPath } from '../../../src/linker/Link.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import type { ChosenTargets } from '../../../src/operations/chooseTargets.ts';
import { selectSkills } from '../../../src/operations/selectSkills.ts';
import { wantedLinks } from '../../../src/operations/wantedLinks.ts';
import { folder, registrySkill } from '../lockfile/lockedSkills.ts';

const ROOT = '/project';
const PROJECT = { kind: 'project', root: ROOT } as const;
const USER = { kind: 'user', home: '/home/me', environment: {} } as const;

function directoriesOf(ids: readonly string[], scope: TargetScope = PROJECT) {
  return targetDirectories(
    ids.map((id) => findAgent(agents, id)),
    scope,
  );
}

/** Targets of these agents; `single` are those that only skills name. */
function targets(ids: readonly string[], single: readonly string[] = [], narrowed = false) {
  return {
    standard: directoriesOf(ids),
    byAgent: new Map(single.map((id) => [id, directoriesOf([id])])),
    agents: ids.map((id) => findAgent(agents, id)),
    guessed: false,
    narrowed,
  } satisfies ChosenTargets;
}

function links(line: string, skill: LockedSkill, chosen: ChosenTargets) {
  const manifest = parseManifest(`[skills]\n${line}\n`, { file: 'paks.toml', registry: 'paks' });
  const { id, integrity } = skill;
  const integrities = new Map(integrity === null ? [] : [[id, integrity]]);
  const selected = selectSkills(manifest, [skill], []);
  return wantedLinks({ root: ROOT, selected, targets: chosen, integrities, mode: 'auto' });
}

function paths(...asked: Parameters<typeof links>): readonly string[] {
  return links(...asked).map(targetPath);
}

describe('wantedLinks', () => {
  const base = registrySkill('acme/base', '1.0.0');

  test('puts a skill into every directory, one level deep, readers of the shared one served once', () => {
    expect(paths('"acme/base" = "*"', base, targets(['claude-code', 'cursor', 'codex']))).toEqual([
      '/project/.claude/skills/base',
      '/project/.agents/skills/base',
    ]);
  });

  test('the stakpak agent alone gets a directory for the account', () => {
    const standard = directoriesOf(['stakpak', 'claude-code'], USER);
    const personal = { ...targets(['stakpak', 'claude-code']), standard };
    expect(paths('"acme/base" = "*"', base, personal)).toEqual([
      '/home/me/.stakpak/skills/acme/base',
      '/home/me/.claude/skills/base',
    ]);
    const renamed = '"acme/base" = { version = "*", as = "other" }';
    expect(paths(renamed, base, personal)[0]).toBe('/home/me/.stakpak/skills/acme/other');
  });

  test('`as` renames the directory', () => {
    const line = '"acme/base" = { version = "*", as = "acme-base" }';
    expect(paths(line, base, targets(['claude-code']))).toEqual([
      '/project/.claude/skills/acme-base',
    ]);
  });

  test('`dir` replaces the directories of agents', () => {
    const line = '"acme/base" = { version = "*", dir = "./tools/skills" }';
    expect(paths(line, base, targets(['claude-code']))).toEqual(['/project/tools/skills/base']);
  });

  test('`agents` of a skill replace those of the project, and share directories', () => {
    const line = '"acme/base" = { version = "*", agents = ["cursor", "codex"] }';
    const chosen = targets(['claude-code'], ['cursor', 'codex']);
    expect(paths(line, base, chosen)).toEqual(['/project/.agents/skills/base']);
  });

  test('a run narrowed to one agent leaves skills of others out', () => {
    const line = '"acme/base" = { version = "*", agents = ["cursor"] }';
    expect(paths(line, base, targets(['claude-code'], ['cursor'], true))).toEqual([]);
    expect(paths(line, base, targets(['cursor'], ['cursor'], true))).toEqual([
      '/project/.agents/skills/base',
    ]);
  });

  test('an editable folder is a link to it, without a content hash', () => {
    const line = 'style = { path = "./style", editable = true }';
    expect(links(line, folder('style'), targets(['claude-code']))).toEqual([
      expect.objectContaining({ mode: 'editable', integrity: null, source: '/project/style' }),
    ]);
  });
});
