import { describe, expect, test } from '@jest/globals';
import { rebaseDependencies } from '../../../src/fetchers/rebaseDependencies.ts';
import { parseGitUrl } from '../../../src/model/GitUrl.ts';
import { ANY, parseRange } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { Source } from '../../../src/model/Source.ts';

const OWNER = parseSkillId('owner');
const BRANCH = { kind: 'branch', name: 'main' } as const;

function repository(path: string): Source {
  return {
    kind: 'git',
    url: parseGitUrl('https://example.com/acme/skills.git'),
    path,
    reference: BRANCH,
  };
}

function rebased(owner: Source, path: string): Source | undefined {
  const dependency = {
    id: parseSkillId('base'),
    range: ANY,
    source: { kind: 'path', path },
  } as const;
  return rebaseDependencies(OWNER, owner, [dependency])[0]?.source;
}

describe('rebaseDependencies', () => {
  test.each([
    ['skills/deploy', '../base', 'skills/base'],
    ['skills/deploy', './parts/base', 'skills/deploy/parts/base'],
    ['skills/deploy', '../../', ''],
    ['', './base', 'base'],
    ['', '.', ''],
  ])('in a repository, %p needs %p at %p of the same branch', (owner, path, expected) => {
    expect(rebased(repository(owner), path)).toEqual(repository(expected));
  });

  test.each([
    ['./skills/deploy', '../base', './skills/base'],
    ['./skills/deploy', '../../base', './base'],
    ['./skills/deploy', '../../../base', '../base'],
    ['./deploy', '../.hidden/base', './.hidden/base'],
    ['../shared/deploy', './base', '../shared/deploy/base'],
    ['./deploy', '/srv/base', '/srv/base'],
    ['/srv/deploy', '../base', '/srv/base'],
  ])('beside a manifest, %p needs %p at %p', (owner, path, expected) => {
    expect(rebased({ kind: 'path', path: owner }, path)).toEqual({ kind: 'path', path: expected });
  });

  test.each(['../../outside', '../../../etc', '/etc'])(
    'T01: refuses %p, which leaves the repository',
    (path) => {
      expect(() => rebased(repository('skills'), path)).toThrow(
        expect.objectContaining({
          code: 'SOURCE_INVALID',
          message: expect.stringContaining('`owner`'),
        }),
      );
    },
  );

  test('refuses a folder of a skill from a registry, which has none', () => {
    expect(() => rebased({ kind: 'registry', registry: 'paks' }, './base')).toThrow(
      expect.objectContaining({ code: 'SOURCE_INVALID' }),
    );
  });

  test('leaves what comes from elsewhere as it is', () => {
    const dependency = {
      id: parseSkillId('acme/base'),
      range: parseRange('^1'),
      source: { kind: 'registry', registry: 'paks' },
    } as const;
    expect(rebaseDependencies(OWNER, repository('a'), [dependency])).toEqual([dependency]);
  });
});
