import { describe, expect, test } from '@jest/globals';
import { parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import {
  endpointUrl,
  searchPath,
  skillPath,
  versionPath,
  versionsPath,
} from '../../../src/protocol/endpoints.ts';

const ID = parseSkillId('acme/deploy');

describe('the paths of the registry', () => {
  test('name account, skill and version', () => {
    expect(skillPath(ID)).toBe('/api/skills/acme/deploy');
    expect(versionsPath(ID)).toBe('/api/skills/acme/deploy/versions');
    expect(versionPath(ID, parseVersion('1.0.0-rc.1'), 'archive')).toBe(
      '/api/skills/acme/deploy/versions/1.0.0-rc.1/archive',
    );
  });

  test('a search names only what it asks for, in one order', () => {
    expect(searchPath({})).toBe('/api/skills/search');
    expect(searchPath({ limit: 5, q: 'a b&c' })).toBe('/api/skills/search?q=a+b%26c&limit=5');
  });

  test('follow a registry that lives below a path', () => {
    expect(endpointUrl('https://a.example/paks/', '/api/health')).toBe(
      'https://a.example/paks/api/health',
    );
  });
});
