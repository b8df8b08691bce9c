import { describe, expect, test } from '@jest/globals';
import { scanSkill } from '../../../src/audit/scanSkill.ts';
import type { FileMode, SkillFile } from '../../../src/model/SkillTree.ts';

function file(path: string, content: string | Uint8Array, mode: FileMode = 0o644): SkillFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, mode, bytes };
}

function scan(...files: readonly SkillFile[]): readonly string[] {
  return scanSkill(files).map(({ id, path, message }) => `${path}: ${id}: ${message}`);
}

describe('scanSkill', () => {
  test('finds nothing in a plain skill', () => {
    const skill = [
      file('SKILL.md', '---\nname: a\ndescription: b\n---\n# A\n'),
      file('assets/logo.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0x1b, 0x5b])),
      file('data/table.csv', 'a;b\n'),
    ];
    expect(scan(...skill)).toEqual([]);
  });

  test('names what runs: executables, scripts, compiled programs', () => {
    const skill = [
      file('bin/tool', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 0o755),
      file('scripts/a.py', '#!/usr/bin/env python3\n'),
      file('scripts/b.sh', '#!/bin/bash -e\n', 0o755),
      file('scripts/c', 'echo', 0o755),
    ];
    expect(scan(...skill)).toEqual([
      'bin/tool: program: a compiled program',
      'scripts/a.py: script: a script for `python3`',
      'scripts/b.sh: executable: a file that can be executed, run by `/bin/bash`',
      'scripts/c: executable: a file that can be executed',
    ]);
  });

  test('stops at a Git LFS pointer, which is not the file it stands for (T08)', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1\n';
    expect(scanSkill([file('model.bin', pointer)])).toMatchObject([
      { id: 'lfs-pointer', severity: 'error', path: 'model.bin' },
    ]);
  });

  test('mentions submodules and what looks like a bare repository (T06, T07)', () => {
    const skill = [
      file('.gitmodules', '[submodule]'),
      file('demo/HEAD', 'ref: refs/heads/main'),
      file('demo/objects/info/packs', ''),
      file('demo/refs/heads/main', ''),
      file('other/HEAD', ''),
    ];
    expect(scan(...skill)).toEqual([
      '.gitmodules: submodules: names repositories that paks never fetches',
      'demo/HEAD: repository: its directory looks like a bare git repository',
    ]);
  });

  test('reads Markdown as text even where it pretends to be binary', () => {
    expect(scan(file('SKILL.md', '\u0000 \u202e'))).toContainEqual(
      'SKILL.md: bidi-control: U+202E changes the order in which text is shown',
    );
    expect(scan(file('data.bin', '\u0000 \u202e'))).toEqual([]);
  });

  test('makes an interpreter safe to print (T14)', () => {
    expect(scan(file('a', '#!/bin/`sh`\u202e\n', 0o755))[0]).toContain("/bin/'sh'\\u{202e}");
  });

  test.each([
    ['a GitHub token', `token: ghp_${'aB3dE6gH9j'.repeat(3)}kLmNoP`],
    [
      'a private key',
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU'.repeat(2)}\n`,
    ],
    ['an AWS access key', 'AKIAQ4J7Z2M6XW5RTUVB'],
    ['an npm token', `//registry/:_authToken=npm_${'aB3dE6gH9j'.repeat(3)}kLmNoP`],
  ])('finds %s and shows four characters of it (T19)', (name, text) => {
    const [finding, ...rest] = scanSkill([file('notes.txt', `first line\n${text}\n`)]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ id: 'secret', severity: 'advice', line: 2 });
    expect(finding?.message).toMatch(new RegExp(`^${name} \\(\`.{4}…\`\\)$`));
  });

  test('knows placeholders from secrets', () => {
    const text = [
      'AKIAIOSFODNN7EXAMPLE',
      `ghp_${'x'.repeat(36)}`,
      '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
      'sk-ant-your-key',
    ].join('\n');
    expect(scan(file('README.md', text))).toEqual([]);
  });

  test('mentions files that usually hold keys, but not their examples', () => {
    const names = ['.env', '.env.local', '.env.example', 'keys/id_ed25519', 'id_rsa.pub', '.npmrc'];
    expect(scanSkill(names.map((name) => file(name, 'x'))).map(({ path }) => path)).toEqual([
      '.env',
      '.env.local',
      '.npmrc',
      'keys/id_ed25519',
    ]);
  });
});
