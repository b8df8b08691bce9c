import { PaksError } from '../errors/PaksError.ts';
import { printable } from '../errors/printable.ts';
import { treeIntegrity } from '../io/contentHash.ts';
import { findSandbox, type Sandbox } from '../io/sandbox.ts';
import { readTree } from '../io/walkTree.ts';
import type { LedgerRow } from '../linker/Ledger.ts';
import { targetPath } from '../linker/Link.ts';
import { readLedger } from '../linker/ownership.ts';
import type { SkillId } from '../model/SkillId.ts';
import { lockedSkills } from '../project/Project.ts';
import { confirmOrRefuse } from './confirmOrRefuse.ts';
import { displayPath } from './displayPath.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { type Hook, readHook } from './hooks/readHook.ts';
import { runReported } from './hooks/runReported.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/** What `paks run-hook` was asked for. */
export interface RunHookInput {
  readonly name: string;
  readonly global: boolean;
  /** Show it, run nothing. */
  readonly dryRun: boolean;
  /** Run it with all the rights of the person where there is no sandbox. */
  readonly unsandboxed: boolean;
}

/** What ran, or would have run. */
export interface RunHookResult {
  readonly root: string;
  readonly id: string;
  readonly dryRun: boolean;
  /** `post_install` or the script's path. */
  readonly origin: string;
  readonly text: string;
  readonly sandboxed: boolean;
  /** Where it ran; relative to the root where inside. */
  readonly directories: readonly string[];
}

/**
 * Runs the hook that a skill brings, shown and agreed to first, in each directory that holds the skill
 * unchanged, in a sandbox (`docs/spec/hooks.md`). Throws `NO_HOOK`, `NO_SANDBOX`, `ANSWER_NEEDED`,
 * `SCRIPT_FAILED` and `SKILL_NOT_IN_PROJECT`.
 */
export async function runHook(input: RunHookInput, services: Services): Promise<RunHookResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const known = lockedSkills(project).map(({ id }) => id);
  const id = findEntry(input.name, known, 'in `paks.lock`');
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger } = readLedger(services.fileSystem, { root: place.root, scope });
  const copies = await unchangedCopies(services, id, [...ledger.rows.values()]);
  const hook = hookOf(services, id, copies);
  const directories = copies.map((path) => displayPath(place, path));
  const { origin, text } = hook;
  const sandboxed = !input.unsandboxed;
  const result = {
    root: place.root,
    id,
    dryRun: input.dryRun,
    origin,
    text,
    sandboxed,
    directories,
  };
  if (input.dryRun) return result;
  const secrets = [services.config.configDirectory, services.config.cacheDirectory];
  const sandbox = input.unsandboxed ? null : await findSandbox(services.environment, secrets);
  if (sandboxed && sandbox === null) throw noSandbox();
  const asked = services.prompter !== null && !services.options.assumeYes;
  if (!asked) services.reporter.report({ type: 'script.printed', text: shown(id, hook) });
  await confirmOrRefuse(services, {
    question: `${shown(id, hook)}Run this in ${directories.map((path) => `\`${path}\``).join(', ')}?`,
    refusal: `\`${id}\` would run ${origin}, which has to be agreed to`,
  });
  for (const directory of copies) await execute(services, { id, hook, sandbox, directory });
  return result;
}

/** Absolute paths of the copies whose every byte is as installed. */
async function unchangedCopies(
  { fileSystem }: Services,
  id: SkillId,
  rows: readonly LedgerRow[],
): Promise<readonly string[]> {
  const copies: string[] = [];
  for (const row of rows) {
    const { installed } = row;
    const path = targetPath(row);
    if (installed.id !== id || installed.kind === 'symlink') continue;
    if (fileSystem.stat(path)?.isDirectory() !== true) continue;
    if (installed.integrity === null) {
      copies.push(installed.source ?? path);
      continue;
    }
    if ((await treeIntegrity(readTree(fileSystem, path))) === installed.integrity)
      copies.push(path);
  }
  return copies;
}

function hookOf({ fileSystem }: Services, id: SkillId, copies: readonly string[]): Hook {
  const [first] = copies;
  if (first === undefined) {
    throw new PaksError('NO_HOOK', {
      message: `no installed copy of \`${id}\` is as it was installed`,
      hint: 'run `paks install`, or `paks status` to see what changed',
      data: { id },
    });
  }
  const hook = readHook(fileSystem, first);
  if (hook !== null) return hook;
  throw new PaksError('NO_HOOK', {
    message: `\`${id}\` brings no hook`,
    hint: 'a hook is `post_install` in its SKILL.md, or `scripts/post-install.sh`',
    data: { id },
  });
}

function shown(id: SkillId, { origin, text }: Hook): string {
  const lines = text.trimEnd().split('\n');
  return `${origin} of ${id}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

interface Execution {
  readonly id: SkillId;
  readonly hook: Hook;
  readonly sandbox: Sandbox | null;
  readonly directory: string;
}

async function execute(services: Services, { id, hook, sandbox, directory }: Execution) {
  const { variables } = services.environment;
  const plain = { program: '/bin/sh', args: hook.args };
  const ended = await runReported(services, {
    ...(sandbox === null ? plain : sandbox(plain, directory)),
    name: `${id} post-install`,
    command: hook.origin,
    environment: {
      PATH: variables['PATH'],
      LANG: variables['LANG'],
      HOME: '/tmp',
      PAKS_EVENT: 'post-install',
    },
    directory,
    timeout: LONGEST,
  });
  if (ended.kind === 'exited' && ended.status === 0) return;
  throw new PaksError('SCRIPT_FAILED', {
    message: `the hook of \`${id}\` did not succeed in \`${printable(directory)}\`: ${
      ended.kind === 'exited' ? `it ended with ${ended.status ?? 'a signal'}` : ended.kind
    }`,
    hint: '`paks status` shows what it changed, `paks install --force` puts the skill back',
    data: { id, directory, status: ended.kind === 'exited' ? ended.status : null },
  });
}

/** Milliseconds. */
const LONGEST = 10 * 60_000;

function noSandbox(): PaksError {
  return new PaksError('NO_SANDBOX', {
    message: 'this system has no sandbox that works, so the hook is not run',
    hint: 'install bubblewrap (`bwrap`), or read the hook and say `--unsandboxed`',
  });
}
