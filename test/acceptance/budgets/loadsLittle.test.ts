import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { type RecordedRun, recordLoads } from '../../helpers/recordLoads.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const SKILLS = 300;
/** Whoever loads one of these talks to another machine or to another program. */
const OUTSIDE = ['child_process', 'http', 'https', 'http2', 'tls', 'dns', 'dgram', 'cluster'];
const NETWORK =
  /node_modules\/(?:make-fetch-happen|minipass|minizlib|isomorphic-git|@napi-rs|tar)|src\/(?:network|io\/http(?!Origin)|git\/)/;
const PARSERS = /node_modules\/(?:@iarna\/toml|toml-eslint-parser|yaml|valibot)\//;

let built: BuiltCommandLine;
let world: TestWorld;
let project: TemporaryProject;

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  const names = Array.from({ length: SKILLS }, (_, index) => `skill-${index}`);
  const [registry, git] = [names.slice(0, 150), names.slice(150)];
  await world.publishAll(registry.map((name) => ({ account: 'acme', name, version: '1.0.0' })));
  const many = await world.repository('many');
  await many.commit(Object.fromEntries(git.map((name) => [`${name}/SKILL.md`, skillText(name)])));
  const url = `${world.git.url}/many.git`;
  project = world.project({
    manifest: [
      '[project]',
      'agents = ["claude-code", "cursor"]',
      '[skills]',
      ...registry.map((name) => `"acme/${name}" = "^1"`),
      ...git.map((name) => `${name} = { git = "${url}", path = "${name}" }`),
      '',
    ].join('\n'),
  });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
}, 120_000);

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

function record(...argv: readonly string[]): Promise<RecordedRun> {
  return recordLoads(built, argv, { project, registry: world.proxy.url });
}

function outside({ builtins }: RecordedRun): readonly string[] {
  return OUTSIDE.filter((name) => builtins.has(name));
}

describe('what a command loads', () => {
  test('an install of 300 skills with nothing to do: no request, no process, no library, few files', async () => {
    const run = await record('install');

    expect(run.end).toMatchObject({ exit: 0, stdout: '300 skills up to date.\n', stderr: '' });
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
    expect(outside(run)).toEqual([]);
    expect(run.modules.filter((path) => NETWORK.test(path))).toEqual([]);
    expect(run.modules.filter((path) => PARSERS.test(path))).toEqual([]);
    expect(run.files).toContain('main.mjs');
    expect(run.files.length).toBeLessThanOrEqual(8);
  }, 60_000);

  test('a list: no request, no process, no library for HTTP, git or the keychain', async () => {
    const run = await record('list');

    expect(run.end).toMatchObject({ exit: 0, stderr: '' });
    expect(run.end.stdout).toContain('acme/skill-0');
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
    expect(outside(run)).toEqual([]);
    expect(run.modules.filter((path) => NETWORK.test(path))).toEqual([]);
  }, 60_000);

  test('the version: itself', async () => {
    const run = await record('--version');

    expect(run.end).toMatchObject({ exit: 0, stderr: '' });
    expect(run.modules).toEqual([
      'src/main.ts',
      'src/io/surviveClosedOutput.ts',
      'src/model/version.ts',
    ]);
    expect(outside(run)).toEqual([]);
  });

  test('an install that fetches does load them: the recorder would have seen it', async () => {
    const fresh = world.project({ manifest: '[skills]\n"acme/skill-0" = "^1"\n' });

    const run = await recordLoads(built, ['install'], {
      project: fresh,
      registry: world.proxy.url,
    });

    expect(run.end).toMatchObject({ exit: 0, stderr: '' });
    expect(outside(run)).toEqual(expect.arrayContaining(['http']));
    expect(run.modules.some((path) => NETWORK.test(path))).toBe(true);
    expect(run.modules.some((path) => PARSERS.test(path))).toBe(true);
  });
});
