import { describe, expect, test, afterEach } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

const projects: TemporaryProject[] = [];

afterEach(() => {
  for (const project of projects.splice(0)) project.dispose();
});

function project(options: Parameters<typeof makeTemporaryProject>[0] = {}): TemporaryProject {
  const made = makeTemporaryProject(options);
  projects.push(made);
  return made;
}

describe('init --project', () => {
  test('writes a manifest that install accepts', async () => {
    const fresh = project();

    const run = await fresh.run('init', '--project', '--name', 'acme', '--agent', 'claude-code');
    const install = await fresh.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('Wrote paks.toml');
    expect(fresh.read('paks.toml')).toContain('name = "acme"');
    expect(fresh.read('paks.toml')).toContain('agents = ["claude-code"]');
    expect(install.exit).toBe(0);
  });

  test('never replaces a manifest', async () => {
    const there = project({ manifest: '# mine\n' });

    const run = await there.run('init', '--project');

    expect(run.exit).not.toBe(0);
    expect(run.stderr).toContain('is already there');
    expect(there.read('paks.toml')).toBe('# mine\n');
  });

  test('refuses an agent that nobody knows, with the nearest', async () => {
    const fresh = project();

    const run = await fresh.run('init', '--project', '--agent', 'claude-cod');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('claude-code');
    expect(fresh.exists('paks.toml')).toBe(false);
  });

  test('keeps a name with quotes and line breaks as one value', async () => {
    const fresh = project();

    await fresh.run('init', '--project', '--name', 'a"b\n[policy]');

    expect((await fresh.run('install')).exit).toBe(0);
    expect(fresh.read('paks.toml')).not.toMatch(/^\[policy\]/m);
  });

  test('works in the directory that -C names', async () => {
    const fresh = project({ files: { 'deep/file': '' } });

    await fresh.run('init', '--project', '-C', 'deep');

    expect(fresh.exists('deep/paks.toml')).toBe(true);
    expect(fresh.exists('paks.toml')).toBe(false);
  });
});
