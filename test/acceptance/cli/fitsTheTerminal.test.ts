import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const CLEAR = '\r\u001b[2K';
const EMPTY = '░'.repeat(20);
const LONG = `${'long-'.repeat(10)}name`;
let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  const many = await world.repository('a-repository-with-quite-a-long-name');
  await many.commit({
    [`skills/${LONG}/SKILL.md`]: skillText(LONG),
    [`skills/${LONG}/notes.md`]: 'x'.repeat(20_000),
  });
});

afterAll(() => world.close());

function manifest(): string {
  const url = `${world.git.url}/a-repository-with-quite-a-long-name.git`;
  return `[project]
agents = ["claude-code", "cursor"]
[skills]
"acme/base" = "^1"
${LONG} = { git = "${url}", path = "skills/${LONG}" }
`;
}

describe('on a terminal of 80 columns', () => {
  test('one progress line tells resolving, fetching with a bar and bytes, and linking, and is gone at the end', async () => {
    const project = world.project({ manifest: manifest(), terminalWidth: 80 });

    const run = await project.run('install');

    const lines = run.stderr.split(CLEAR);
    expect(run.exit).toBe(0);
    expect(lines[1]).toBe('resolving 2 skills');
    expect(lines).toEqual(
      expect.arrayContaining([`fetching ${EMPTY} 0/2, 0 B`, 'linking 4 directories']),
    );
    expect(lines.some((line) => /^fetching █{10}[█░]{10} [12]\/2, 20 kB$/.test(line))).toBe(true);
    expect(lines.at(-1)).toBe('');
    for (const line of lines) expect(line.length).toBeLessThan(80);
  });

  test('a failure takes the progress line away before it speaks', async () => {
    const project = world.project({
      manifest: '[skills]\n"acme/nothing" = "^1"\n',
      terminalWidth: 80,
    });

    const { stderr } = await project.run('install');

    expect(stderr).toContain(`${CLEAR}error: `);
  });

  test('list fits the width, and is whole in a pipe', async () => {
    const project = world.project({ manifest: manifest(), terminalWidth: 80 });
    await project.run('install');
    const piped = world.project({ manifest: manifest() });
    await piped.run('install');

    const narrow = await project.run('list');
    const whole = await piped.run('list');

    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(narrow.stdout).toContain('…');
    expect(whole.stdout).toContain(`#path=skills/${LONG}`);
  });

  test('a pipe gets no progress at all', async () => {
    const project = world.project({ manifest: manifest() });

    expect((await project.run('install')).stderr).toBe('');
  });
});
