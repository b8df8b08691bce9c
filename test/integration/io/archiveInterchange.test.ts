import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { create, extract } from 'tar';
import { readArchive, writeArchive } from '../../../src/io/archive.ts';
import type { SkillFile } from '../../../src/model/SkillTree.ts';
import { chunked } from '../../helpers/tarball.ts';

const files: readonly SkillFile[] = [
  { path: 'SKILL.md', mode: 0o644, bytes: Buffer.from('# x\n') },
  { path: `a/${'long'.repeat(40)}/b.md`, mode: 0o644, bytes: Buffer.alloc(70_000, 'b') },
  { path: 'empty', mode: 0o644, bytes: Buffer.alloc(0) },
  { path: 'scripts/übersicht.sh', mode: 0o755, bytes: Buffer.from('#!/bin/sh\n') },
];

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'paks-test-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('an archive', () => {
  test('that we write is a plain tar to others', async () => {
    writeFileSync(join(directory, 'skill.tgz'), writeArchive(files));
    await extract({ file: join(directory, 'skill.tgz'), cwd: directory, strict: true });
    for (const { path, mode, bytes } of files) {
      const written = join(directory, 'skill', path);
      expect(readFileSync(written).equals(bytes)).toBe(true);
      expect(statSync(written).mode & 0o111).toBe(mode & 0o111);
    }
  });

  test('that another tar wrote is read', async () => {
    for (const { path, mode, bytes } of files) {
      mkdirSync(dirname(join(directory, 'skill', path)), { recursive: true });
      writeFileSync(join(directory, 'skill', path), bytes, { mode });
    }
    const file = join(directory, 'theirs.tgz');
    await create({ file, cwd: directory, gzip: true, portable: true }, ['skill']);
    const read: SkillFile[] = [];
    for await (const each of readArchive(chunked(readFileSync(file)))) read.push(each);
    read.sort((left, right) => (left.path < right.path ? -1 : 1));
    expect(read.map(({ path, mode, bytes }) => [path, mode, bytes.length])).toEqual(
      files.map(({ path, mode, bytes }) => [path, mode, bytes.length]),
    );
  });
});
