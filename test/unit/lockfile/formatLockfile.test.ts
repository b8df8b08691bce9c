import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatLockfile } from '../../../src/lockfile/formatLockfile.ts';
import { parseLockfile } from '../../../src/lockfile/parseLockfile.ts';
import { readCanonical } from '../../../src/lockfile/readCanonical.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { type CommitId, LOCAL_VERSION } from '../../../src/model/Locator.ts';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import { ANY, parseRange, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { parseToml } from '../../../src/toml/parseToml.ts';
import { anyLockfile } from './anyLockfile.ts';

const documented = readFileSync('fixtures/lockfiles/documented.lock', 'utf8');

describe('formatLockfile', () => {
  test('writes back what it read, and reads back what it wrote', () => {
    fc.assert(
      fc.property(anyLockfile, (lockfile) => {
        const text = formatLockfile(lockfile);
        expect(parseLockfile(text)).toEqual(lockfile);
        expect(formatLockfile(parseLockfile(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('gives the same bytes in whatever order skills and edges stand', () => {
    fc.assert(
      fc.property(anyLockfile, (lockfile) => {
        const skills = lockfile.skills.toReversed().map((skill) => ({
          ...skill,
          dependencies: skill.dependencies.toReversed(),
        }));
        expect(formatLockfile({ skills })).toBe(formatLockfile(lockfile));
      }),
    );
  });

  test('writes the plain subset that is read quickly, and it means the same to a TOML parser', () => {
    fc.assert(
      fc.property(anyLockfile, (lockfile) => {
        const text = formatLockfile(lockfile);
        const quick = readCanonical(text);
        if (quick === null) {
          expect(text).toContain('\\');
          return;
        }
        expect(quick).toEqual(
          parseToml(text, { file: 'paks.lock', code: 'LOCKFILE_INVALID' }).value,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('reads and writes the example of the specification byte for byte', () => {
    expect(formatLockfile(parseLockfile(documented))).toBe(documented);
  });

  test('needs at most 400 bytes for a registry skill', () => {
    const skills = Array.from({ length: 100 }, (_, index) => registrySkill(index));
    expect(formatLockfile({ skills }).length / skills.length).toBeLessThanOrEqual(400);
  });

  test('refuses an absolute folder, which means nothing on another machine', () => {
    for (const path of ['/home/me/skill', 'C:\\skills', 'd:/skills', '\\\\server\\share']) {
      const skill: LockedSkill = {
        id: parseSkillId('mine'),
        version: LOCAL_VERSION,
        pin: { kind: 'path', path },
        integrity: null,
        dependencies: [],
      };
      expect(() => formatLockfile({ skills: [skill] })).toThrow(
        expect.objectContaining({ code: 'SOURCE_INVALID' }),
      );
    }
  });

  test('names the source of an edge only where it is not the registry of the skill itself', () => {
    const skill = registrySkill(1);
    const edge = (registry: string) => ({
      id: parseSkillId('acme/base'),
      range: ANY,
      source: { kind: 'registry', registry } as const,
    });
    const written = (registry: string) =>
      formatLockfile({ skills: [{ ...skill, dependencies: [edge(registry)] }] });
    expect(written('paks')).toContain('["acme/base@*"]');
    expect(written('private')).toContain('["acme/base@* from registry+private"]');
  });
});

function registrySkill(index: number): LockedSkill {
  return {
    id: parseSkillId(`some-account/kubernetes-deploy-${index}`),
    version: parseVersion('12.10.3'),
    pin: {
      kind: 'registry',
      registry: 'paks',
      repository: 'https://github.com/some-account/skills',
      tag: `kubernetes-deploy-${index}@12.10.3`,
      commit: '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596' as CommitId,
      path: `skills/kubernetes-deploy-${index}`,
    },
    integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' as Integrity,
    dependencies: [
      {
        id: parseSkillId('some-account/base'),
        range: parseRange('^1.0.0'),
        source: { kind: 'registry', registry: 'paks' },
      },
    ],
  };
}
