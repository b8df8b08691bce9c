import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildCommandLine } from '../../helpers/buildCommandLine.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;
let client: Client;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  project = world.project({ manifest: '[project]\nagents = ["claude-code"]\n' });
  client = await connect(project);
}, 60_000);

afterAll(async () => {
  await client.close();
  await world.close();
});

/** A client of the official SDK, talking to `paks mcp` as it ships. */
async function connect({ path, home }: TemporaryProject): Promise<Client> {
  const { entry } = buildCommandLine();
  const connected = new Client({ name: 'test', version: '1.0.0' });
  await connected.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [entry, 'mcp'],
      cwd: path,
      env: { PATH: process.env['PATH'] ?? '', HOME: home, PAKS_REGISTRY: world.proxy.url },
    }),
  );
  return connected;
}

/** Calls a tool and reads the document that it answers with. */
async function call(name: string, input: Record<string, unknown> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: input });
  const [first] = content as readonly { readonly text: string }[];
  const text = first?.text ?? '';
  return { text, isError, answer: JSON.parse(text) as Record<string, unknown> };
}

describe('paks mcp', () => {
  test('lists its tools, and which of them change something', async () => {
    const { tools } = await client.listTools();

    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['search', 'info', 'list', 'outdated', 'diff', 'verify', 'install']),
    );
    const changing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true);
    expect(changing.map(({ name }) => name)).toEqual(['install']);
  });

  test('searches, and tells about a skill', async () => {
    expect((await call('search', { query: 'deploy' })).answer).toMatchObject({
      total: 1,
      skills: [{ id: 'acme/deploy' }],
    });
    expect((await call('info', { subject: 'acme/deploy' })).text).toContain('acme/deploy');
  });

  test('installs only the plan that was approved', async () => {
    const sources = ['acme/deploy'];

    const { answer: planned } = await call('install', { sources });
    expect(planned).toMatchObject({ plan: { dryRun: true, changes: [{ id: 'acme/deploy' }] } });
    expect(project.exists('paks.lock')).toBe(false);

    const other = await call('install', { sources, approval: '0'.repeat(64) });
    expect(other).toMatchObject({ isError: true, answer: { error: { code: 'USAGE' } } });
    expect(project.exists('paks.lock')).toBe(false);

    const { answer: done } = await call('install', { sources, approval: planned['approval'] });
    expect(done).toMatchObject({ dryRun: false, lockfile: 'written' });
    expect(project.exists('.claude/skills/deploy/SKILL.md')).toBe(true);
    expect((await call('list')).answer).toMatchObject({ skills: [{ id: 'acme/deploy' }] });
    expect((await call('verify')).answer).toMatchObject({ drift: [] });
    expect((await call('outdated')).answer).toMatchObject({ problems: [] });
  });

  test('a failure is an answer with code and hint, and the server goes on', async () => {
    const failed = await call('diff', { name: 'nothing' });

    expect(failed.isError).toBe(true);
    expect(failed.answer).toMatchObject({ error: { code: 'SKILL_NOT_IN_PROJECT' } });
    expect((await call('list')).isError).toBe(false);
  });

  test('arguments of another form are refused before anything runs', async () => {
    const refused = await client
      .callTool({ name: 'search', arguments: { limit: 'many' } })
      .then(({ isError }) => isError === true)
      .catch(() => true);

    expect(refused).toBe(true);
  });

  test('hidden characters of a skill are named, not passed on (T18)', async () => {
    mkdirSync(join(project.path, 'odd'));
    const text = '---\nname: odd\ndescription: "see \\u202E this"\n---\n# odd\n';
    writeFileSync(join(project.path, 'odd', 'SKILL.md'), text);

    const told = await call('info', { subject: './odd', full: true });

    expect(told.text).not.toContain('\u202e');
    expect(told.text).toContain('u{202e}');
  });

  test('a long file does not fill the context of a model', async () => {
    mkdirSync(join(project.path, 'long'));
    const text = `---\nname: long\ndescription: d\n---\n${'x'.repeat(1_000_000)}\n`;
    writeFileSync(join(project.path, 'long', 'SKILL.md'), text);

    const told = await call('info', { subject: './long', full: true });

    expect(told.text.length).toBeLessThan(70_000);
    expect(told.text).toMatch(/… \(\d+ more characters left out\)/);
  });
});
