import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';

const projects: TemporaryProject[] = [];

function project(...given: Parameters<typeof makeTemporaryProject>): TemporaryProject {
  const made = makeTemporaryProject(...given);
  projects.push(made);
  return made;
}

afterEach(() => {
  for (const made of projects.splice(0)) made.dispose();
});

const fileOf = ({ home }: TemporaryProject) => join(home, '.config/paks/config.toml');

function withConfig(text: string, ...given: Parameters<typeof project>): TemporaryProject {
  const made = project(...given);
  mkdirSync(join(made.home, '.config/paks'), { recursive: true });
  writeFileSync(fileOf(made), text);
  return made;
}

const readConfig = (made: TemporaryProject) => readFileSync(fileOf(made), 'utf8');

interface Listed {
  readonly result: { readonly settings: readonly { readonly key: string }[] };
}

async function setting(made: TemporaryProject, key: string): Promise<Record<string, unknown>> {
  const { result } = (await made.run('config', 'list', '--json')).json() as Listed;
  return { ...result.settings.find((row) => row.key === key) };
}

describe('config set', () => {
  test('changes one line of the file and keeps comments, order and spelling', async () => {
    const made = withConfig(
      '# mine\ntimeout   = "10s" # slow office\n\n[policy]\naudit = "warn"\n',
    );

    const run = await made.run('config', 'set', 'timeout', '2m');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(`timeout is now 2m in ${fileOf(made)}.\n`);
    expect(readConfig(made)).toBe(
      '# mine\ntimeout   = "2m" # slow office\n\n[policy]\naudit = "warn"\n',
    );
  });

  test('starts the file, readable by its owner only, with values in the form of each setting', async () => {
    const made = project();

    for (const words of [
      ['offline', 'yes'],
      ['no-proxy', '.corp.test', '10.0.0.0/8,b.test'],
      ['policy.minimum-release-age', '3d'],
      ['cache-max-size', '2GB'],
      ['requests-per-minute', '90'],
    ]) {
      expect(await made.run('config', 'set', ...words)).toMatchObject({ exit: 0, stderr: '' });
    }

    expect(readConfig(made)).toBe(
      [
        'offline = true',
        'no-proxy = [".corp.test", "10.0.0.0/8", "b.test"]',
        'cache-max-size = "2GB"',
        'requests-per-minute = 90',
        '',
        '[policy]',
        'minimum-release-age = "3d"',
        '',
      ].join('\n'),
    );
    expect(statSync(fileOf(made)).mode & 0o777).toBe(0o600);
    const document = (await made.run('config', 'set', 'offline', 'true', '--json')).json();
    expectMatchesOutputSchema('config-set', document);
    expect(document).toMatchObject({ result: { changed: false, value: 'true' } });
  });

  test.each([
    [['timeot', '5s'], 'did you mean `timeout`?'],
    [['timeout', 'soon'], 'paks config get timeout'],
    [['offline', 'perhaps'], 'paks config get offline'],
    [['ca-file', 'relative.pem'], 'paks config get ca-file'],
    [['proxy', 'ftp://proxy.test'], 'paks config get proxy'],
    [['default-agent', 'cursr'], '`cursor`'],
    [['registries.default', 'pask'], '`paks`'],
    [['registries.private.url', 'https://a.test'], 'paks registry add'],
    [['token', 'abc'], 'paks login'],
  ])('refuses %j, changing nothing', async (words, hint) => {
    const made = withConfig('# only this\n');

    const run = await made.run('config', 'set', ...words);

    expect(run).toMatchObject({ exit: 2, stdout: '' });
    expect(run.stderr).toContain(hint);
    expect(readConfig(made)).toBe('# only this\n');
  });

  test('without a value says how it is used', async () => {
    expect(await project().run('config', 'set', 'timeout')).toMatchObject({ exit: 2 });
  });

  test('says when a variable stands above the file', async () => {
    const made = project({ environment: { PAKS_OFFLINE: '1' } });

    const run = await made.run('config', 'set', 'offline', 'false');

    expect(run.stdout).toContain('note: PAKS_OFFLINE stands above the file');
  });

  test('writes where a link of a dotfile manager leads, and keeps the link', async () => {
    const made = project();
    const real = join(made.path, 'dotfiles.toml');
    writeFileSync(real, '# kept\n');
    chmodSync(real, 0o644);
    mkdirSync(join(made.home, '.config/paks'), { recursive: true });
    symlinkSync(real, fileOf(made));

    expect(await made.run('config', 'set', 'offline', 'true')).toMatchObject({ exit: 0 });

    expect(readFileSync(real, 'utf8')).toBe('# kept\noffline = true\n');
  });

  test('R06: many at once all find their place in the file', async () => {
    const made = project();
    const keys = ['offline true', 'timeout 5s', 'git program', 'cache-ttl 1h', 'proxy p.test:1'];

    await Promise.all(keys.map((words) => made.run('config', 'set', ...words.split(' '))));

    expect(readConfig(made).trim().split('\n').toSorted()).toEqual([
      'cache-ttl = "1h"',
      'git = "program"',
      'offline = true',
      'proxy = "p.test:1"',
      'timeout = "5s"',
    ]);
  });
});

describe('config unset', () => {
  test('takes the line out, and tells when there was none', async () => {
    const made = withConfig('offline = true # for now\ngit = "program"\n');

    const run = await made.run('config', 'unset', 'offline');
    const again = await made.run('config', 'unset', 'offline', '--json');

    expect(run.stdout).toContain('offline is no longer set');
    expect(readConfig(made)).toBe('git = "program"\n');
    expectMatchesOutputSchema('config-unset', again.json());
    expect(again.json()).toMatchObject({ result: { changed: false, value: null } });
  });
});

describe('config get', () => {
  test('prints the bare value for scripts', async () => {
    const made = withConfig('cache-ttl = "1h"\n');
    expect(await made.run('config', 'get', 'cache-ttl')).toMatchObject({ exit: 0, stdout: '1h\n' });
    expect(await made.run('config', 'get', 'timeout')).toMatchObject({ stdout: '30s\n' });
    const document = (await made.run('config', 'get', 'timeout', '--json')).json();
    expectMatchesOutputSchema('config-get', document);
  });

  test('a setting without a value prints nothing and exits with 1', async () => {
    expect(await project().run('config', 'get', 'ca-file')).toMatchObject({ exit: 1, stdout: '' });
  });

  test('T15: the password of a proxy is never printed', async () => {
    const made = withConfig('proxy = "http://ada:geheim@proxy.test:3128"\n');
    const runs = [
      await made.run('config', 'get', 'proxy'),
      await made.run('config', 'list'),
      await made.run('config', 'list', '--json'),
      await made.run('config', 'set', 'proxy', 'http://ada:geheim@other.test'),
    ];
    for (const { stdout, stderr } of runs) {
      expect(stdout + stderr).toMatch(/proxy\.test:3128|other\.test/);
      expect(stdout + stderr).not.toMatch(/geheim|ada/);
    }
    expect(readConfig(made)).toContain('ada:geheim@other.test');
  });
});

describe('config list', () => {
  test('names who set each value: default, file, variable, flag, project and policy', async () => {
    const made = withConfig('timeout = "5s"\n', {
      manifest: '[policy]\nminimum-release-age = "2d"\nallow-sources = ["path"]\n',
      files: { 'policy.toml': 'allow-sources = ["registry:paks"]\n' },
      environment: { PAKS_AGENT: 'cursor' },
    });
    made.write('home.txt', '');
    const policy = join(made.path, 'policy.toml');
    await made.run('config', 'set', 'policy-file', policy);

    const document = (await made.run('config', 'list', '--offline', '--json')).json();

    expectMatchesOutputSchema('config-list', document);
    const { result } = document as Listed;
    const origins = Object.fromEntries(
      result.settings.map(({ key, ...row }) => [key, (row as { origin?: unknown }).origin]),
    );
    expect(origins).toMatchObject({
      timeout: { kind: 'user', file: fileOf(made) },
      'default-agent': { kind: 'environment', variable: 'PAKS_AGENT' },
      offline: { kind: 'flag', flag: '--offline' },
      'policy.minimum-release-age': { kind: 'project' },
      'policy.allow-sources': { kind: 'policy', file: policy },
      'cache-ttl': { kind: 'default' },
    });
    const { stdout } = await made.run('config', 'list');
    expect(stdout).toMatch(/^policy\.minimum-release-age +2d +project$/m);
    expect(stdout).toMatch(/^timeout +5s +config\.toml$/m);
  });

  test('--format yaml is the same document as YAML', async () => {
    const { stdout } = await project().run('config', 'list', '--format', 'yaml');
    expect(stdout).toMatch(/- key: timeout\n +value: 30s\n/);
  });

  test('fits a terminal of 80 columns, defaults and all', async () => {
    const made = project({ terminalWidth: 80 });
    for (const flags of [[], ['--defaults']]) {
      const { stdout } = await made.run('config', 'list', ...flags);
      const table = stdout.split('\n\n')[0] ?? '';
      expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  test('a value set in a project says so there and nowhere else', async () => {
    const made = project({ manifest: '[policy]\nallow-sources = ["path"]\n' });
    expect(await setting(made, 'policy.allow-sources')).toMatchObject({ value: 'path' });
    const elsewhere = project({ sibling: made });
    expect(await setting(elsewhere, 'policy.allow-sources')).toMatchObject({ value: null });
  });
});
