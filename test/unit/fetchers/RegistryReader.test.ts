import { describe, expect, test } from '@jest/globals';
import { RegistryReader } from '../../../src/fetchers/RegistryReader.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { parseRange, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId, type SkillId } from '../../../src/model/SkillId.ts';
import type { RegistryClient } from '../../../src/registry/RegistryClient.ts';
import type { RegistryVersion } from '../../../src/registry/RegistryVersion.ts';

const BASE = parseSkillId('acme/base');
const PRIVATE = { kind: 'registry', registry: 'private' } as const;

function listed(version: string, needs: readonly string[] = []): RegistryVersion {
  return {
    version: parseVersion(version),
    publishedAt: 1000,
    yanked: version === '1.0.0',
    dependencies: new Map(needs.map((id) => [parseSkillId(id), parseRange('^1')])),
    integrity: `sha256-${version}` as Integrity,
    repository: 'https://example.com/acme/skills.git',
    tag: `base@${version}`,
    commit: 'a'.repeat(40) as CommitId,
    path: 'base',
  };
}

/** A reader of registries that all answer this, and the questions they were asked. */
function reading(...versions: readonly RegistryVersion[]) {
  const asked: string[] = [];
  const client = (name: string) => ({
    name,
    versions: async (id: SkillId) => {
      asked.push(`${name} ${id}`);
      return versions;
    },
  });
  const find = async (name: string) => client(name) as unknown as RegistryClient;
  return { asked, reader: new RegistryReader(find) };
}

describe('RegistryReader', () => {
  test('answers everything about a skill of one registry with one question', async () => {
    const { reader, asked } = reading(listed('1.1.0'), listed('1.0.0'));

    await Promise.all([reader.candidates(BASE, PRIVATE), reader.candidates(BASE, PRIVATE)]);
    await reader.dependencies(BASE, parseVersion('1.0.0'), PRIVATE);
    await reader.locate(BASE, parseVersion('1.1.0'), PRIVATE);
    expect(asked).toEqual(['private acme/base']);

    await reader.candidates(BASE, { kind: 'registry', registry: 'paks' });
    expect(asked).toEqual(['private acme/base', 'paks acme/base']);
  });

  test('offers versions with their date by the registry’s clock, yanked ones marked', async () => {
    const { reader } = reading(listed('1.1.0'), listed('1.0.0'));
    expect(await reader.candidates(BASE, PRIVATE)).toEqual([
      { version: '1.1.0', yanked: false, publishedAt: 1000, dependencies: [] },
      { version: '1.0.0', yanked: true, publishedAt: 1000, dependencies: [] },
    ]);
  });

  test('T22: what a registry’s skill needs comes from that registry, sorted', async () => {
    const { reader } = reading(listed('1.1.0', ['b/two', 'a/one']));
    expect(await reader.dependencies(BASE, parseVersion('1.1.0'), PRIVATE)).toEqual([
      { id: 'a/one', range: '^1', source: PRIVATE },
      { id: 'b/two', range: '^1', source: PRIVATE },
    ]);
  });

  test('locates with everything the lock records', async () => {
    const { reader } = reading(listed('1.1.0'));
    expect(await reader.locate(BASE, parseVersion('1.1.0'), PRIVATE)).toEqual({
      id: 'acme/base',
      version: '1.1.0',
      integrity: 'sha256-1.1.0',
      pin: {
        ...PRIVATE,
        repository: 'https://example.com/acme/skills.git',
        tag: 'base@1.1.0',
        commit: 'a'.repeat(40),
        path: 'base',
      },
    });
  });

  test('names a version that is not there', async () => {
    const { reader } = reading(listed('1.1.0'));
    await expect(reader.locate(BASE, parseVersion('3.0.0'), PRIVATE)).rejects.toMatchObject({
      code: 'SKILL_NOT_FOUND',
      message: 'registry `private` has no version `3.0.0` of `acme/base`',
    });
  });
});
