import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDocs } from '../../../scripts/site/readDocs.ts';
import { negativeAnswers } from '../../../src/commands/help/negativeAnswers.ts';
import { commandLines } from '../../helpers/commandLines.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const MANIFEST = `[project]
agents = ["claude-code"]

[skills]
"stakpak/kubernetes-deploy" = "^2.0"
pdf = { git = "https://github.com/anthropics/skills.git", path = "skills/pdf", branch = "main" }
house-style = { path = "./skills/house-style" }
`;

/** Pages that begin without a project. */
const FRESH = new Set(['getting-started.md']);
const pages = [...readDocs()].flatMap(([path, text]) => {
  const lines = commandLines(path, text).filter(({ runs }) => runs);
  return /^(?:guides\/)?[^/]+$/.test(path) && lines.length > 0 ? [{ path, lines }] : [];
});

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  const releases = [
    { account: 'stakpak', name: 'base', version: '1.3.0' },
    ...['2.0.0', '2.1.0', '3.0.0'].map((version) => ({
      account: 'stakpak',
      name: 'kubernetes-deploy',
      version,
      dependencies: { 'stakpak/base': '^1' },
    })),
    { account: 'acme', name: 'code-review', version: '1.0.0' },
  ];
  await world.publishAll(releases);
  const repository = await world.repository('anthropics/skills');
  await repository.commit({ 'skills/pdf/SKILL.md': skillText('pdf') });
});

afterAll(() => world.close());

/** A project whose user reaches github.com at the git host of the tests. */
async function start(path: string): Promise<TemporaryProject> {
  const project = world.project({
    files: { 'skills/house-style/SKILL.md': skillText('house-style') },
    environment: { CI: '' },
    ...(FRESH.has(path) ? {} : { manifest: MANIFEST }),
  });
  const settings = `[url "${world.git.url}/"]\n\tinsteadOf = https://github.com/\n`;
  mkdirSync(dirname(join(project.home, '.gitconfig')), { recursive: true });
  writeFileSync(join(project.home, '.gitconfig'), settings);
  writeFileSync(join(project.home, 'company-ca.pem'), '');
  if (!FRESH.has(path)) await project.run('install');
  if (path === 'guides/local-edits.md') project.write('.claude/skills/pdf/SKILL.md', 'edited\n');
  return project;
}

describe('the examples', () => {
  test.each(pages)('of $path run, one after the other, in a project', async ({ path, lines }) => {
    const project = await start(path);
    const failures: string[] = [];
    for (const { place, words } of lines) {
      const { exit, stderr } = await project.run(...words);
      const isAnswer = exit === 1 && negativeAnswers.has(words[0] ?? '') && stderr === '';
      if (exit !== 0 && !isAnswer) failures.push(`${place}: ${exit} ${stderr}`);
    }
    expect(failures).toEqual([]);
  });

  test('most pages have some', () => {
    expect(pages.length).toBeGreaterThan(8);
  });
});
