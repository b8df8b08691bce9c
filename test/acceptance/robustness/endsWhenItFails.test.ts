import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { startPaks } from '../../helpers/paksProcess.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let built: BuiltCommandLine;
let world: TestWorld;

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  const tools = await world.repository('tools');
  await tools.commit({ 'SKILL.md': skillText('tools') });
}, 60_000);

afterAll(() => world.close());

function manifest(): string {
  return `[skills]\n"acme/base" = "^1"\n"acme/deploy" = "^1"\ntools = { git = "${world.git.url}/tools.git" }\n`;
}

/** Rejects rather than wait until a server's silence is noticed. */
async function soon<Value>(value: Promise<Value>): Promise<Value> {
  const late = wait(15_000, null, { ref: false }).then(() => {
    throw new Error('the process did not end');
  });
  return Promise.race([value, late]);
}

afterEach(() => {
  world.proxy.faults.length = 0;
  world.git.configure({});
});

describe('a process that failed or was interrupted', () => {
  test('ends although other servers still keep it waiting', async () => {
    const locked = world.project({ manifest: manifest() });
    await locked.run('install');
    const project = world.project({
      manifest: manifest(),
      files: { 'paks.lock': locked.read('paks.lock') },
    });
    world.proxy.faults.push({ kind: 'status', status: 403, path: 'base/versions/1.0.0/archive' });
    world.proxy.faults.push({ kind: 'stall', path: 'deploy' });
    world.git.configure({ intercept: () => true });

    const running = startPaks(built, ['install'], { project, registry: world.proxy.url });
    const end = await soon(running.end).finally(() => running.kill('SIGKILL'));

    expect(end.exit).toBe(7);
    expect(project.exists('.agents')).toBe(false);
  }, 40_000);

  test('an interrupt is heard while a server is silent, and leaves the project as it was', async () => {
    const project = world.project({ manifest: manifest() });
    const before = project.tree();
    world.git.configure({ intercept: () => true });
    world.git.requests.length = 0;

    const running = startPaks(built, ['install'], { project, registry: world.proxy.url });
    while (world.git.requests.length === 0) await wait(10);
    running.kill('SIGINT');
    const end = await soon(running.end).finally(() => running.kill('SIGKILL'));

    expect(end.exit).toBe(130);
    expect(end.stderr).toContain('interrupted');
    expect(project.tree()).toEqual(before);
    expect(project.exists('.paks/lock')).toBe(false);
  }, 40_000);

  test('an interrupt is heard while skills are on their way', async () => {
    const locked = world.project({ manifest: manifest() });
    await locked.run('install');
    const project = world.project({
      manifest: manifest(),
      files: { 'paks.lock': locked.read('paks.lock') },
    });
    const before = project.tree();
    world.git.configure({ intercept: () => true });
    world.git.requests.length = 0;

    const running = startPaks(built, ['install'], { project, registry: world.proxy.url });
    while (world.git.requests.length === 0) await wait(10);
    running.kill('SIGTERM');
    const end = await soon(running.end).finally(() => running.kill('SIGKILL'));

    expect(end.exit).toBe(130);
    expect(project.tree()).toEqual(before);
  }, 40_000);
});
