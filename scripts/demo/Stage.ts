import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGitRepository, type TestFile } from '../../test/helpers/gitRepository.ts';
import { startGitHost } from '../../test/helpers/startGitHost.ts';
import { runVisibly, startServerProcess } from './processes.ts';

/** Runs the built command line and shows it; fails on another exit code than expected. */
interface RunPaks {
  (...argv: readonly string[]): Promise<void>;
  expecting(exit: number, ...argv: readonly string[]): Promise<void>;
}

/** Everything the demonstration plays on: servers, a project, and ways to show what happens. */
export interface Stage {
  readonly project: string;
  readonly paks: RunPaks;
  readonly git: {
    readonly url: string;
    readonly commit: (name: string, folder: string, tag: string, below?: string) => Promise<void>;
  };
  readonly say: (text: string) => void;
  readonly publish: (repository: string, tag: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const REGISTRY = 'packages/registry/dist/main.mjs';

/** Starts the git host and the registry in a temporary folder; always `close()` it. */
export async function startStage(): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'paks-demo-'));
  const [project, home, repositories, data] = ['project', 'home', 'git', 'registry'].map((name) => {
    mkdirSync(join(root, name));
    return join(root, name);
  }) as [string, string, string, string];
  const host = await startGitHost({ root: repositories });
  const allow = ['--allow-host', new URL(host.url).host];
  const server = await startServerProcess([
    REGISTRY,
    'serve',
    '--data',
    data,
    '--port',
    '0',
    ...allow,
  ]);
  const token = await server.operate([REGISTRY, 'token', 'create', 'demo', '--data', data]);
  const environment = { ...process.env, HOME: home, PAKS_REGISTRY: server.url, CI: '' };
  const run = (exit: number, argv: readonly string[]) =>
    runVisibly(['dist/main.mjs', '-C', project], argv, { exit, environment });
  return {
    project,
    paks: Object.assign((...argv: readonly string[]) => run(0, argv), {
      expecting: (exit: number, ...argv: readonly string[]) => run(exit, argv),
    }),
    git: {
      url: host.url,
      commit: async (name, folder, tag, below) => {
        const repository = await makeGitRepository(repositories, name);
        await repository.commit(filesOf(folder, below === undefined ? '' : `${below}/`), {
          annotatedTags: [tag],
        });
      },
    },
    say: (text) => process.stdout.write(`\n\n▸ ${text}\n\n`),
    publish: async (repository, tag) => {
      const answer = await fetch(`${server.url}/api/skills/index`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ repository: `${host.url}/${repository}.git`, tag, skill_path: '.' }),
      });
      process.stdout.write(`${repository} ${tag}: ${answer.status} ${await answer.text()}\n`);
      if (answer.status !== 201) throw new Error('the registry did not index the tag');
    },
    close: async () => {
      await server.stop();
      await host.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The files of a folder as a commit takes them. */
function filesOf(folder: string, prefix: string): Record<string, TestFile> {
  const files: Record<string, TestFile> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) Object.assign(files, filesOf(path, `${prefix}${entry.name}/`));
    else {
      const mode = (statSync(path).mode & 0o100) === 0 ? '100644' : '100755';
      files[`${prefix}${entry.name}`] = { mode, content: readFileSync(path, 'utf8') };
    }
  }
  return files;
}
