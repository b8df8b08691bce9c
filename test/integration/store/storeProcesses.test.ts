import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import { verifyEntry } from '../../../src/store/entryFiles.ts';
import { entriesDirectory, integrityOfEntry, storeEntry } from '../../../src/store/storeLayout.ts';
import { bundleScript, startScript } from '../../helpers/runScript.ts';
import { sampleSkill, treeOf } from '../../helpers/skillFiles.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
let scripts: string;
let script: string;

beforeAll(() => {
  scripts = mkdtempSync(join(tmpdir(), 'paks-test-'));
  script = bundleScript('test/helpers/scripts/useStore.ts', scripts);
});

afterAll(() => rmSync(scripts, { recursive: true }));

/** The integrities of every entry, each of them verified. */
function verifiedEntries(root: string): readonly Integrity[] {
  const found: Integrity[] = [];
  for (const fan of readdirSync(entriesDirectory(root))) {
    for (const name of readdirSync(join(entriesDirectory(root), fan))) {
      const integrity = integrityOfEntry(name);
      if (integrity === null) throw new Error(`what is ${name}?`);
      verifyEntry(fs, storeEntry(root, integrity));
      found.push(integrity);
    }
  }
  return found;
}

test('R06 several processes import the same skills at once, and each finds them whole', async () => {
  const root = join(temporaryFolder(), 'store');
  const running = [1, 2, 3, 4].map(() => startScript(script, [root, '0', '20']));
  const ends = await Promise.all(running.map((each) => each.end));
  expect(ends.map((end) => end.code)).toEqual([0, 0, 0, 0]);
  expect(new Set(ends.map((end) => end.output)).size).toBe(1);
  expect(verifiedEntries(root)).toHaveLength(20);
  expect(readdirSync(join(root, 'tmp'))).toEqual([]);
});

test('R06 several processes repair the same damaged entries at once', async () => {
  const root = join(temporaryFolder(), 'store');
  await startScript(script, [root, '0', '10']).end;
  for (const integrity of verifiedEntries(root)) {
    const { files } = storeEntry(root, integrity);
    fs.changeMode(files, 0o755);
    fs.removeFile(join(files, 'SKILL.md'));
  }
  const running = [1, 2, 3].map(() => startScript(script, [root, '0', '10']));
  const ends = await Promise.all(running.map((each) => each.end));
  expect(ends.map((end) => end.code)).toEqual([0, 0, 0]);
  expect(verifiedEntries(root)).toHaveLength(10);
  expect(readdirSync(join(root, 'tmp'))).toEqual([]);
});

test('R04 a process that is interrupted leaves no litter', async () => {
  const root = join(temporaryFolder(), 'store');
  const running = startScript(script, [root, '0', '1000']);
  await running.printed('sha256-');
  running.kill('SIGINT');
  expect((await running.end).code).toBe(130);
  expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  expect(verifiedEntries(root).length).toBeGreaterThan(0);
});

test('R04 a process that is killed at any moment leaves only whole entries', async () => {
  const root = join(temporaryFolder(), 'store');
  for (let round = 0; round < 8; round++) {
    const running = startScript(script, [root, String(round * 1000), String(round * 1000 + 1000)]);
    await running.printed('sha256-');
    await systemClock.sleep(round * 7);
    running.kill('SIGKILL');
    expect((await running.end).signal).toBe('SIGKILL');
  }
  expect(verifiedEntries(root).length).toBeGreaterThanOrEqual(8);
  const store = new ContentStore(root, { fs, clock: systemClock });
  const skill = sampleSkill(`skill 7001 ${'x'.repeat(20_000)}`);
  expect(await store.has(await store.import(treeOf(skill), null))).toBe(true);
});
