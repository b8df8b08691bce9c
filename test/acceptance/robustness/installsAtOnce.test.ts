import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { type PaksEnd, startPaks } from '../../helpers/paksProcess.ts';
import { rounds } from '../../helpers/rounds.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const ROUNDS = rounds(30, 6);
const TAGS = ['v1.0.0', 'v2.0.0'];
const NAMES = ['pdf', 'docx', 'xlsx', 'pptx'];

let built: BuiltCommandLine;
let world: TestWorld;

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  const tools = await world.repository('tools');
  for (const tag of TAGS) await tools.commit(filesAt(tag), { tags: [tag] });
}, 60_000);

afterAll(() => world.close());

/** Some files differ between the tags, some are the same. */
function filesAt(tag: string): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => [
      [`${name}/SKILL.md`, skillText(name, [`license: ${tag}`])],
      [`${name}/same.md`, `Notes of ${name}.\n`],
      [`${name}/other.md`, `${name} of ${tag} ${'text '.repeat(2_000)}\n`],
    ]),
  );
}

function manifestFor(tag: string): string {
  const source = `git = "${world.git.url}/tools.git", tag = "${tag}"`;
  return ['[skills]', ...NAMES.map((name) => `${name} = { ${source}, path = "${name}" }`), ''].join(
    '\n',
  );
}

function install(project: TemporaryProject): Promise<PaksEnd> {
  return startPaks(built, ['install'], { project, registry: world.proxy.url }).end;
}

/** What the skills directory holds, held against what the tag has. */
function expectInstalled(project: TemporaryProject, tag: string): void {
  const { '.gitignore': _, ...tree } = project.tree('.agents/skills');
  expect(tree).toEqual(filesAt(tag));
}

describe('installs at once', () => {
  test(`${ROUNDS} rounds of two versions of one repository into two projects of one user`, async () => {
    const first = world.project({ manifest: manifestFor('v1.0.0') });
    const second = world.project({ manifest: manifestFor('v2.0.0'), sibling: first });
    for (let round = 0; round < ROUNDS; round++) {
      const [one = '', two = ''] = round % 2 === 0 ? TAGS : TAGS.toReversed();
      if (round % 3 === 0) rmSync(join(first.home, '.cache'), { recursive: true, force: true });
      if (round % 3 === 1) for (const project of [first, second]) project.remove('.agents');
      first.write('paks.toml', manifestFor(one));
      second.write('paks.toml', manifestFor(two));

      const ends = await Promise.all([install(first), install(second)]);

      expect(ends).toMatchObject([
        { exit: 0, stderr: '' },
        { exit: 0, stderr: '' },
      ]);
      expectInstalled(first, one);
      expectInstalled(second, two);
    }
  }, 300_000);

  test(`${ROUNDS} rounds of two installs in one project`, async () => {
    const project = world.project();
    for (let round = 0; round < ROUNDS; round++) {
      const tag = TAGS[round % 2] ?? '';
      if (round % 3 === 0) rmSync(join(project.home, '.cache'), { recursive: true, force: true });
      project.write('paks.toml', manifestFor(tag));

      const ends = await Promise.all([install(project), install(project)]);

      for (const { exit, stderr } of ends) {
        expect(stderr).toMatch(/^(?:waiting for [^\n]+\n)?$/i);
        expect(exit).toBe(0);
      }
      expectInstalled(project, tag);
      expect(project.exists('.paks/lock')).toBe(false);
    }
  }, 300_000);

  test('two additions at once in one project: the manifest holds both', async () => {
    const project = world.project({ manifest: '[skills]\n' });
    const add = (name: string) =>
      startPaks(built, ['add', `${world.git.url}/tools.git`, '--tag', 'v1.0.0', '--skill', name], {
        project,
        registry: world.proxy.url,
      }).end;

    const ends = await Promise.all(NAMES.map(add));

    expect(ends.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    for (const name of NAMES) expect(project.read('paks.toml')).toContain(`${name} = {`);
    expectInstalled(project, 'v1.0.0');
  }, 60_000);
});
