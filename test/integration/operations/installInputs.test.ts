import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/loadConfig.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { LOCAL_VERSION } from '../../../src/model/Locator.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { ApplyOptions } from '../../../src/operations/ApplyOptions.ts';
import { installInputs, sameInputs } from '../../../src/operations/installInputs.ts';
import type { Services } from '../../../src/operations/Services.ts';
import { projectPlace } from '../../../src/project/findProject.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const folder = temporaryFolders();
const CUSTOM = '[agents.mine]\nproject-directory = ".mine/skills"\n';
const OPTIONS: ApplyOptions = {
  global: false,
  dryRun: false,
  frozen: null,
  force: false,
  agents: [],
  groups: [],
  allowInvalid: false,
};

async function servicesIn(
  home: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Services> {
  const environment = { variables: { HOME: home, ...variables }, platform: 'linux', home } as const;
  const flags = { offline: false, registry: null };
  const config = await loadConfig({ fileSystem: nodeFileSystem, environment, flags });
  return { fileSystem: nodeFileSystem, environment, config } as unknown as Services;
}

/** A project after an install, and whether the next one would go by the same. */
async function installed(guessed = true) {
  const base = folder();
  const root = join(base, 'project');
  const home = join(base, 'home');
  writeFiles(base, {
    'project/paks.toml': '[skills]\n',
    'project/paks.lock': 'version = 1\n',
    'project/style/SKILL.md': 'style',
    'project/ours.patch': 'patch',
    'home/.config/paks/config.toml': CUSTOM,
  });
  const place = projectPlace(root, 'project');
  const id = parseSkillId('style');
  const pin = { kind: 'path', path: './style' } as const;
  const recorded = installInputs(await servicesIn(home), {
    place,
    options: OPTIONS,
    manifest: '[skills]\n',
    lock: 'version = 1\n',
    lockfile: { skills: [{ id, version: LOCAL_VERSION, pin, integrity: null, dependencies: [] }] },
    patches: ['ours.patch'],
    targets: { standard: [], byAgent: new Map(), agents: [], guessed, narrowed: false },
    skills: 1,
  });
  const same = async (options: Partial<ApplyOptions> = {}, variables = {}) =>
    sameInputs(await servicesIn(home, variables), place, { ...OPTIONS, ...options }, recorded);
  return { root, home, same };
}

describe('what an install went by', () => {
  test('is the same when nothing changed, for every run of the same options', async () => {
    const { same } = await installed();
    expect(await same()).toBe(true);
    expect(await same({ frozen: true })).toBe(true);
  });

  test.each([
    ['another group', { groups: ['review'] }],
    ['all groups', { groups: 'all' }],
    ['another agent', { agents: ['cursor'] }],
    ['--allow-invalid', { allowInvalid: true }],
  ] satisfies [string, Partial<ApplyOptions>][])('differs with %s', async (_what, options) => {
    const { same } = await installed();
    expect(await same(options)).toBe(false);
  });

  test.each(['paks.toml', 'paks.lock', 'style/SKILL.md', 'ours.patch'])(
    'differs when %s changed',
    async (file) => {
      const { root, same } = await installed();
      writeFileSync(join(root, file), 'changed\n');
      expect(await same()).toBe(false);
      rmSync(join(root, file));
      expect(await same()).toBe(false);
    },
  );

  test.each(['.claude', '.mine/skills'])('differs when the agent of %s appears', async (sign) => {
    const { root, same } = await installed();
    mkdirSync(join(root, sign), { recursive: true });
    expect(await same()).toBe(false);
  });

  test('ignores what appears where somebody named the agents', async () => {
    const { root, same } = await installed(false);
    mkdirSync(join(root, '.claude'));
    expect(await same()).toBe(true);
  });

  test('differs with the user’s settings and an agent’s own home', async () => {
    const { home, same } = await installed();
    expect(await same({}, { CLAUDE_CONFIG_DIR: '/elsewhere' })).toBe(false);
    writeFileSync(join(home, '.config/paks/config.toml'), '');
    expect(await same()).toBe(false);
  });
});
