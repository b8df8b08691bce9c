import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Clock, systemClock } from '../../../src/io/clock.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

/** Nobody's patience ends, however slow the machine is. */
const patientClock: Clock = {
  now: () => systemClock.now(),
  sleep: (_milliseconds, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    }),
};

/** Everybody's ends at once. */
const hastyClock: Clock = { now: () => systemClock.now(), sleep: () => Promise.resolve() };

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll([
    { account: 'acme', name: 'deploy', version: '1.0.0' },
    { account: 'acme', name: 'docs', version: '1.0.0' },
    { account: 'other', name: 'deploy', version: '1.0.0' },
  ]);
});

afterAll(() => world.close());

describe('completing names of the registry', () => {
  test('an account and the beginning of a name are completed, the second time without a request', async () => {
    const project = world.project({ clock: patientClock });
    const complete = () => project.run('completion-server', '--', 'paks', 'add', 'acme/d');

    const first = await complete();
    const asked = world.proxy.requests.length;
    const second = await complete();

    expect(first.stdout.split('\n').sort()).toEqual(['', 'acme/deploy', 'acme/docs']);
    expect(second).toEqual(expect.objectContaining({ stdout: first.stdout, exit: 0 }));
    expect(world.proxy.requests).toHaveLength(asked);
  });

  test('the beginning of an account is enough', async () => {
    const project = world.project({ clock: patientClock });

    const run = await project.run('completion-server', '--', 'paks', 'add', 'oth');

    expect(run.stdout).toBe('other/deploy\n');
  });

  test('a registry that does not answer in time is no error and no answer', async () => {
    world.proxy.faults.push({ kind: 'stall', path: /./ });
    const project = world.project({ clock: hastyClock });

    const run = await project.run('completion-server', '--', 'paks', 'add', 'acme/d');

    world.proxy.faults.length = 0;
    expect(run).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  });

  test('a registry that is not there is no error and no answer', async () => {
    const project = world.project({ registry: 'http://127.0.0.1:9' });

    const run = await project.run('completion-server', '--', 'paks', 'add', 'acme/');

    expect(run).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  });
});

describe('the script of a shell', () => {
  test('is printed although the settings cannot be read', async () => {
    const project = world.project({ environment: { PAKS_OFFLINE: 'perhaps' } });

    const broken = await project.run('list');
    const script = await project.run('completions', 'bash');

    expect(broken.exit).toBe(2);
    expect(script).toMatchObject({ exit: 0, stderr: '' });
    expect(script.stdout).toContain('completion-server');
  });
});
