import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../../src/io/environment.ts';
import { findSandbox } from '../../../src/io/sandbox.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText } from '../../helpers/startWorld.ts';

const hasSandbox = (await findSandbox(readEnvironment())) !== null;
if (!hasSandbox && process.env['PAKS_TEST_SANDBOX'] === 'require') {
  throw new Error('PAKS_TEST_SANDBOX says there is a sandbox, and none works');
}
const inSandbox = hasSandbox ? test : test.skip;
const MANIFEST = '[project]\nagents = ["claude-code"]\n[skills]\nhouse = { path = "./house" }\n';
const projects: TemporaryProject[] = [];

afterAll(() => {
  for (const project of projects) project.dispose();
});

interface Skill {
  readonly script?: string;
  readonly frontmatter?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A project with a skill `house`, installed for one agent; the files come with the skill. */
async function installed({
  script,
  frontmatter = [],
  environment,
}: Skill): Promise<TemporaryProject> {
  const project = makeTemporaryProject({
    manifest: `${MANIFEST}[policy]\naudit = "off"\n`,
    environment,
    files: {
      'house/SKILL.md': skillText('house', frontmatter),
      ...(script === undefined ? {} : { 'house/scripts/post-install.sh': script }),
    },
  });
  projects.push(project);
  expect(await project.run('install')).toMatchObject({ exit: 0 });
  return project;
}

const COPY = '.claude/skills/house';

describe('paks run-hook', () => {
  test('installing runs neither the script nor post_install (T18)', async () => {
    const project = await installed({
      script: 'touch ran\n',
      frontmatter: ['metadata:', '  post_install: "touch ran"'],
    });

    expect(project.exists(`${COPY}/ran`)).toBe(false);
    expect(project.exists('ran')).toBe(false);
  });

  inSandbox('runs scripts/post-install.sh in the skill, after showing all of it', async () => {
    const project = await installed({ script: 'echo made > made.txt\necho done\n' });

    const run = await project.run('run-hook', 'house', '--yes');

    expect(run.exit).toBe(0);
    expect(run.stderr).toContain('  echo made > made.txt\n');
    expect(run.stderr).toContain('done\n');
    expect(project.read(`${COPY}/made.txt`)).toBe('made\n');
    expect(project.exists('house/made.txt')).toBe(false);
  });

  inSandbox('post_install of the frontmatter, or of metadata, goes before the script', async () => {
    for (const frontmatter of [
      ['post_install: "echo a > a"'],
      ['metadata:', '  post_install: "echo a > a"'],
    ]) {
      const project = await installed({ script: 'echo b > b\n', frontmatter });

      expect(await project.run('run-hook', 'house', '--yes')).toMatchObject({ exit: 0 });

      expect(project.exists(`${COPY}/a`)).toBe(true);
      expect(project.exists(`${COPY}/b`)).toBe(false);
    }
  });

  inSandbox('the sandbox lets it write nothing but its own directory', async () => {
    const project = await installed({
      script: 'echo x > ../../outside; echo x > /var/tmp/paks-outside || exit 9\n',
    });

    const run = await project.run('run-hook', 'house', '--yes');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('it ended with 9');
    expect(project.exists('.claude/outside')).toBe(false);
    expect(existsSync('/var/tmp/paks-outside')).toBe(false);
  });

  inSandbox('the sandbox hides the home directory and the environment', async () => {
    const project = await installed({
      script:
        'env > environment.txt; ls -A "$REAL" > home.txt 2>&1; ls -A ../../../../home >> home.txt 2>&1; true\n',
    });
    writeFileSync(join(project.home, 'secret'), 'key');

    expect(await project.run('run-hook', 'house', '--yes')).toMatchObject({ exit: 0 });

    expect(project.read(`${COPY}/environment.txt`)).not.toContain('GIT_CONFIG_NOSYSTEM');
    expect(project.read(`${COPY}/home.txt`)).not.toContain('secret');
  });

  inSandbox(
    'T15: it hides settings, tokens and the home of the account, wherever they are',
    async () => {
      const settings = mkdtempSync('/var/tmp/paks-settings-');
      writeFileSync(join(settings, 'credentials'), 'stk_secret');
      const { homedir } = userInfo();
      const project = await installed({
        script: `cat ${settings}/credentials >> seen.txt 2>&1; ls -A ${homedir} >> seen.txt 2>&1; true\n`,
        environment: { PAKS_CONFIG_DIR: settings },
      });

      const run = await project.run('run-hook', 'house', '--yes');
      rmSync(settings, { recursive: true });

      expect(run.exit).toBe(0);
      expect(project.read(`${COPY}/seen.txt`)).toMatch(/^cat: .*No such file or directory\n$/);
    },
  );

  inSandbox('the sandbox reaches no network, not even this machine', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ask = `require("http").get("http://127.0.0.1:${port}").on("error", () => process.exit(7))`;
    const project = await installed({ script: `"${process.execPath}" -e '${ask}'\n` });

    const run = await project.run('run-hook', 'house', '--yes');
    await new Promise((resolve) => server.close(resolve));

    expect(run.exit).toBe(1);
    expect(asked).toBe(0);
  });

  test('--dry-run shows it and runs nothing; the document matches its schema', async () => {
    const project = await installed({ script: 'touch ran\n\u001b[31m\n' });

    const text = await project.run('run-hook', 'house', '--dry-run');
    const json = await project.run('run-hook', 'house', '--dry-run', '--json');

    expect(text).toMatchObject({ exit: 0 });
    expect(text.stdout).toContain('touch ran\n\\u{1b}[31m');
    expectMatchesOutputSchema('run-hook', json.json());
    expect(project.exists(`${COPY}/ran`)).toBe(false);
  });

  inSandbox('without a terminal it needs --yes', async () => {
    const project = await installed({ script: 'touch ran\n' });

    const run = await project.run('run-hook', 'house');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('pass `--yes`');
    expect(project.exists(`${COPY}/ran`)).toBe(false);
  });

  test('a copy that was edited since is refused', async () => {
    const project = await installed({ script: 'true\n' });
    project.write(`${COPY}/scripts/post-install.sh`, 'touch ran\n');

    const run = await project.run('run-hook', 'house', '--yes');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('no installed copy of `house` is as it was installed');
    expect(project.exists(`${COPY}/ran`)).toBe(false);
  });

  test('a skill without a hook, and a name that is none, are refused', async () => {
    const project = await installed({});

    expect((await project.run('run-hook', 'house', '--json')).json()).toMatchObject({
      error: { code: 'NO_HOOK', exit: 1 },
    });
    expect((await project.run('run-hook', 'hous', '--json')).json()).toMatchObject({
      error: { code: 'SKILL_NOT_IN_PROJECT', hint: 'did you mean `house`?' },
    });
  });

  test('where the system has no sandbox it is refused, unless --unsandboxed', async () => {
    const project = makeTemporaryProject({
      manifest: MANIFEST,
      files: {
        'house/SKILL.md': skillText('house'),
        'house/scripts/post-install.sh': 'echo a > a\n',
      },
      environment: { PATH: '/nonexistent' },
    });
    projects.push(project);
    await project.run('install');

    const refused = await project.run('run-hook', 'house', '--yes');
    const document = await project.run('run-hook', 'house', '--yes', '--json');
    const forced = await project.run('run-hook', 'house', '--yes', '--unsandboxed');

    expect(document.json()).toMatchObject({ error: { code: 'NO_SANDBOX' } });

    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain('this system has no sandbox that works');
    expect(forced.exit).toBe(0);
    expect(project.read(`${COPY}/a`)).toBe('a\n');
  });
});
