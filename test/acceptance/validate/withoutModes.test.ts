import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { validateFolder } from '../../../src/operations/validate/validateFolder.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const makeFolder = temporaryFolders();

test.each([
  [true, ['scripts-executable'], 1],
  [false, [], 0],
])('where the disk has modes (%j) a script may lack one', (hasModes, rules, fixable) => {
  const root = makeFolder();
  writeFiles(root, {
    'SKILL.md': '---\nname: x\ndescription: x\nlicense: MIT\n---\n',
    'run.sh': '#!/bin/sh\n',
    '.git': '',
  });
  const judge = (fix: boolean) =>
    validateFolder(nodeFileSystem, root, { fix, dryRun: false, hasModes });

  const { findings, ...verdict } = judge(false);
  expect(verdict).toEqual({ fixes: [], fixable });
  expect(findings.map(({ rule }) => rule)).toEqual(rules);

  expect(judge(true).fixes.map(({ rule }) => rule)).toEqual(rules);
  expect((statSync(join(root, 'run.sh')).mode & 0o111) !== 0).toBe(hasModes);
});
