import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../packages/registry/src/Settings.ts';
import { assertContract } from './registryContract.ts';
import { publishSkill, publishSkills, type TestRelease } from './publishSkill.ts';
import { startGitHost, type GitHost } from './startGitHost.ts';
import { startRegistry, type TestRegistry } from './startRegistry.ts';

/** A registry with a git host beside it: what most tests of a registry need. Always `await close()` it. */
export interface RegistryHarness extends TestRegistry {
  /** With the folder it serves; repositories are named after accounts. */
  readonly host: GitHost & { readonly root: string };
  /** See {@link publishSkill}. */
  publish(release: TestRelease): Promise<void>;
  /** See {@link publishSkills}. */
  publishAll(releases: readonly TestRelease[]): Promise<void>;
  /** Asks the registry, and holds the answer against its OpenAPI document; `token` goes into the `Authorization` header, an object body as JSON. */
  ask(path: string, options?: AskOptions): Promise<Asked>;
}

/** What goes with a request. */
export interface AskOptions {
  readonly method?: string | undefined;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer, its body read. `json` is undefined where it is none. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly json: any;
}

/** Starts both; see {@link startRegistry} for what the settings may be. */
export async function startRegistryHarness(
  settings: Partial<Settings> = {},
): Promise<RegistryHarness> {
  const root = await mkdtemp(join(tmpdir(), 'paks-git-host-'));
  const host = { ...(await startGitHost({ root })), root };
  const registry = await startRegistry({ allowedHosts: [new URL(host.url).host], ...settings });
  return {
    ...registry,
    host,
    publish: async (release) => await publishSkill(registry, host, release),
    publishAll: async (releases) => await publishSkills(registry, host, releases),
    ask: async (path, options = {}) => await ask(registry.url + path, options),
    close: async () => {
      await registry.close();
      await host.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, { method, token, body, headers }: AskOptions): Promise<Asked> {
  const answer = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const { pathname } = new URL(url);
  const { status } = answer;
  assertContract({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path: pathname,
    status,
    json: jsonOf(text),
  });
  return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
