import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { importKinds } from '../../../src/imports/importKinds.ts';
import type { ImportReading } from '../../../src/imports/ImportReading.ts';

const COMMIT = '1f0e2d3c4b5a69788796a5b4c3d2e1f001122334';
const NOTES = 'https://github.com/example/notes.git';

function textOf(name: string): string {
  return readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url), 'utf8');
}

function read(kindName: string, file: string, lock?: string): ImportReading {
  const kind = importKinds.find(({ name }) => name === kindName);
  if (kind === undefined) throw new Error(kindName);
  const parsedLock = lock === undefined ? null : kind.parse(textOf(lock), lock);
  return kind.read(kind.parse(textOf(file), file), parsedLock);
}

/** Each skill in one line: name, source, reference, path, commit, group. */
function lines({ skills }: ImportReading): readonly string[] {
  return skills.map(({ name, source, commit, group, hash }) => {
    const shown =
      source.kind === 'git'
        ? [source.url, JSON.stringify(source.reference), `path=${source.path ?? '?'}`]
        : [source.kind === 'path' ? source.path : `npm:${source.package}`];
    const notes = [commit?.slice(0, 4), group, hash?.kind].filter(
      (note) => typeof note === 'string',
    );
    return [name ?? '*', ...shown, ...notes].join(' ');
  });
}

describe('what other tools ask for', () => {
  test('skills-lock.json of the skills command: content hashes, no commits', () => {
    const reading = read('skills-lock', 'skills-lock.json');
    expect(lines(reading)).toEqual([
      `deploy-notes ${NOTES} {"kind":"default"} path=skills/deploy-notes concatenated`,
      `from-a-branch ${NOTES} {"kind":"name","name":"next"} path=? concatenated`,
      'house-style ./skills/house-style',
      'packaged npm:@example/tools',
      'inside https://gitlab.example.com/group/inside.git {"kind":"default"} path=',
    ]);
    expect(reading.unmatched).toEqual([
      { what: 'on-a-site', why: 'Paks has no source of the kind `well-known`' },
    ]);
  });

  test('skills-lock.json with commits', () => {
    expect(lines(read('skills-lock', 'commit-lock.json'))).toEqual([
      `deploy-notes ${NOTES} {"kind":"name","name":"v2.1.0"} path=skills/deploy-notes 1f0e separated`,
      'house-style ./skills/house-style',
    ]);
  });

  test('.skill-lock.json of personal skills: ids of git trees', () => {
    expect(lines(read('skill-lock', 'skill-lock.json'))).toEqual([
      `deploy-notes ${NOTES} {"kind":"default"} path=skills/deploy-notes tree`,
    ]);
  });

  test('agents.toml with the commits of agents.lock', () => {
    const reading = read('dotagents', 'agents.toml', 'agents.lock');
    expect(reading.agents).toEqual(['claude', 'cursor']);
    expect(lines(reading)).toEqual([
      `deploy-notes ${NOTES} {"kind":"default"} path=skills/deploy-notes 1f0e`,
      'review ./local-skills/review',
      'pinned https://github.com/example/pinned.git {"kind":"name","name":"v1.2.0"} path=skills/pinned',
      '* https://git.example.com/all.git {"kind":"default"} path=?',
    ]);
    expect(reading.skills[3]?.except).toEqual(['draft']);
    expect(reading.unmatched.map(({ what }) => what)).toEqual(['on-a-site', 'mcp', 'trust']);
  });

  test('skillfish.json', () => {
    const reading = read('skillfish', 'skillfish.json');
    expect(lines(reading)).toEqual([
      `* ${NOTES} {"kind":"default"} path=?`,
      `* ${NOTES} {"kind":"default"} path=skills/deploy-notes`,
      '* https://github.com/example/pinned.git {"kind":"name","name":"v1.2.0"} path=skills/pinned',
    ]);
    expect(reading.unmatched).toEqual([
      { what: 'not a source', why: 'it is not `owner/repo[@ref][/path]`' },
    ]);
  });

  test('apm.yml with the commits of apm.lock.yaml', () => {
    const reading = read('apm', 'apm.yml', 'apm.lock.yaml');
    expect(lines(reading)).toEqual([
      `* ${NOTES} {"kind":"default"} path=skills/deploy-notes 1f0e`,
      '* https://github.com/example/ranged.git {"kind":"range","range":"^1.2.0"} path=? 2f0e',
      '* https://gitlab.example.com/group/inside {"kind":"name","name":"v2.0"} path=?',
      'security-standards https://git.example.com/standards.git {"kind":"name","name":"main"} path=skills/security',
      '* ./packages/shared',
      '* https://github.com/example/test-skills.git {"kind":"default"} path=? dev',
    ]);
    expect(reading.unmatched.map(({ what }) => what)).toEqual([
      'example/prompts/prompts/review.prompt.md',
      'sec-check',
      'dependencies.mcp',
    ]);
  });

  test('the list of a package.json', () => {
    const reading = read('package-json', 'package-list.json');
    expect(lines(reading)).toEqual([
      `deploy-notes ${NOTES} {"kind":"default"} path=?`,
      'pinned https://github.com/example/pinned.git {"kind":"name","name":"v1.2.0"} path=?',
      `* ${NOTES} {"kind":"name","name":"main"} path=skills/deploy-notes`,
      'one https://github.com/example/many.git {"kind":"name","name":"v2.3.0"} path=?',
      'two https://github.com/example/many.git {"kind":"name","name":"v2.3.0"} path=?',
      '* npm:@example/tools',
      '* git@git.example.com:team/skills.git {"kind":"default"} path=?',
    ]);
    expect(reading.unmatched.map(({ what }) => what)).toEqual(['./not-allowed']);
  });

  test('the object of a package.json, with the commits of the lock where it is of the same source', () => {
    const reading = read('package-json', 'package-object.json', 'commit-lock.json');
    expect(reading.agents).toEqual(['claude-code', 'cursor']);
    expect(lines(reading)).toEqual([
      `deploy-notes ${NOTES} {"kind":"name","name":"v2.1.0"} path=skills/deploy-notes 1f0e separated`,
      'moved-since https://github.com/example/other.git {"kind":"default"} path=?',
      `ops ${NOTES} {"kind":"name","name":"v2.1.0"} path=ops/deploy`,
    ]);
    expect(reading.skills[0]?.commit).toBe(COMMIT);
  });
});
