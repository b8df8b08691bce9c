import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { codeOf } from '../../../src/errors/describeFailure.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { isUnder, pathUnder, refuseEscapingParents } from '../../../src/io/safePath.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
let project: string;
let outside: string;

beforeEach(() => {
  project = temporaryFolder();
  outside = temporaryFolder();
});

const check = (target: string) => refuseEscapingParents(fs, project, join(project, target));

describe('a path joined below a root', () => {
  test('T01 is refused rather than repaired', () => {
    for (const path of ['../x', '/etc/passwd', 'a/../../x', '', '.', 'a\\b', 'C:x']) {
      expect(() => pathUnder('/root', path)).toThrow(
        expect.objectContaining({ code: 'UNSAFE_PATH' }),
      );
    }
    expect(pathUnder('/root', 'a/b')).toBe(join('/root', 'a', 'b'));
  });

  test('T01 is always below it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        let joined: string;
        try {
          joined = pathUnder('/some/root', path);
        } catch (error) {
          expect(['UNSAFE_PATH', 'LIMIT_EXCEEDED']).toContain(codeOf(error));
          return;
        }
        expect(isUnder('/some/root', joined)).toBe(true);
      }),
    );
  });

  test('is not below it merely for sharing letters', () => {
    expect(isUnder('/a/b', '/a/bc')).toBe(false);
    expect(isUnder('/a/b', '/a/b')).toBe(false);
    expect(isUnder('/a/b', '/a')).toBe(false);
    expect(isUnder('/a/b', '/a/b/..c')).toBe(true);
  });
});

describe('the parents of a target', () => {
  test('may be missing, real, or links that stay inside', () => {
    mkdirSync(join(project, '.agents/skills'), { recursive: true });
    mkdirSync(join(project, '.claude'));
    symlinkSync('../.agents/skills', join(project, '.claude/skills'));
    expect(() => check('.agents/skills/pdf')).not.toThrow();
    expect(() => check('.claude/skills/pdf')).not.toThrow();
    expect(() => check('.cursor/skills/pdf')).not.toThrow();
    expect(() => check('pdf')).not.toThrow();
  });

  test('T02 may not be links that leave the project, at any depth', () => {
    symlinkSync(outside, join(project, '.claude'));
    mkdirSync(join(project, '.agents'));
    symlinkSync(outside, join(project, '.agents/skills'));
    for (const target of ['.claude/skills/pdf', '.claude/pdf', '.agents/skills/pdf']) {
      expect(() => check(target)).toThrow(expect.objectContaining({ code: 'UNSAFE_TARGET' }));
    }
  });

  test('T02 may not be links through which one leaves later', () => {
    mkdirSync(join(project, 'inner'));
    symlinkSync(outside, join(project, 'inner/out'));
    symlinkSync('inner/out', join(project, '.claude'));
    expect(() => check('.claude/pdf')).toThrow(expect.objectContaining({ code: 'UNSAFE_TARGET' }));
  });

  test('T02 may not be links to nothing or to themselves', () => {
    symlinkSync('nowhere', join(project, '.claude'));
    symlinkSync('.cursor', join(project, '.cursor'));
    for (const target of ['.claude/pdf', '.cursor/pdf']) {
      expect(() => check(target)).toThrow(expect.objectContaining({ code: 'UNSAFE_TARGET' }));
    }
  });

  test('T02 are those of a target inside the project', () => {
    expect(() => refuseEscapingParents(fs, project, join(outside, 'x'))).toThrow('is not inside');
  });

  test('T02 are told apart when the project itself is reached through a link', () => {
    const alias = join(outside, 'alias');
    symlinkSync(project, alias);
    mkdirSync(join(project, 'real'));
    symlinkSync('real', join(project, '.claude'));
    expect(() => refuseEscapingParents(fs, alias, join(alias, '.claude/pdf'))).not.toThrow();
  });
});
