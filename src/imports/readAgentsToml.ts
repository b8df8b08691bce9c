import { isCommitId } from '../model/Locator.ts';
import { normalizeFolder } from '../model/folderPath.ts';
import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ForeignSource, ImportedSkill, ImportReading, Unmatched } from './ImportReading.ts';
import { type ForeignLine, noEquivalent, readLines } from './noEquivalent.ts';

const FORGES: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['gitlab', 'gitlab.com'],
]);

/** Tables of `agents.toml` about other things than skills, and where they belong. */
const OTHER_TABLES = new Map([
  ['mcp', 'Paks installs skills only: MCP servers stay in the configuration of each agent'],
  ['hooks', 'Paks installs skills only: hooks stay in the configuration of each agent'],
  ['subagents', 'Paks installs skills only'],
  ['trust', 'say in `[policy] allow-sources` of `paks.toml` where skills may come from'],
  ['minimum_release_age', 'set `[policy] minimum-release-age` in `paks.toml`'],
  ['symlinks', 'set `[install] link` in `paks.toml`; agents are chosen by `[project] agents`'],
]);

/** dotagents: `agents.toml`, and the commits of the `agents.lock` beside it. */
export function readAgentsToml(root: ForeignNode, lock: ForeignNode | null): ImportReading {
  const forge = FORGES.get(root.optionalText('defaultRepositorySource') ?? 'github');
  const host = forge ?? root.fail('`defaultRepositorySource` is neither `github` nor `gitlab`');
  const locked = new Map(lock?.get('skills')?.entries() ?? []);
  const lines = (root.get('skills')?.items() ?? []).map((item): ForeignLine => {
    const name = item.requiredText('name');
    return [name, () => [readSkill(name, item, { host, locked })]];
  });
  const { skills, unmatched } = readLines(lines);
  return { agents: root.texts('agents'), skills, unmatched: [...unmatched, ...otherTables(root)] };
}

interface Surroundings {
  readonly host: string;
  readonly locked: ReadonlyMap<string, ForeignNode>;
}

function readSkill(name: string, item: ForeignNode, { host, locked }: Surroundings): ImportedSkill {
  const isWildcard = name === '*';
  const written = item.requiredText('source');
  const lock = isWildcard ? undefined : locked.get(name);
  const isSame = lock?.optionalText('source') === written;
  const commit = isSame ? lock?.optionalText('resolved_commit') : undefined;
  if (commit !== undefined && !isCommitId(commit)) {
    item.fail('the `resolved_commit` in `agents.lock` is not a commit');
  }
  const path =
    item.optionalText('path') ?? (isSame ? lock?.optionalText('resolved_path') : undefined);
  return {
    name: isWildcard ? null : name,
    source: sourceOf(written, { host, path, reference: item.optionalText('ref') }),
    except: item.texts('exclude'),
    commit: commit ?? null,
    hash: null,
    group: null,
    written,
  };
}

interface Details {
  readonly host: string;
  readonly path: string | undefined;
  readonly reference: string | undefined;
}

function sourceOf(written: string, { host, path, reference }: Details): ForeignSource {
  if (written.startsWith('path:')) {
    const folder = normalizeFolder(`${written.slice('path:'.length)}/${path ?? ''}`);
    if (folder === null) throw noEquivalent(`\`${written}\` is not a folder`);
    return { kind: 'path', path: folder };
  }
  const plain = written.replace(/^git:/, '').replace(/^@/, '');
  if (/^https:\/\/[^/]+\/?$/.test(plain)) {
    throw noEquivalent('Paks has no source that is found under `/.well-known` of a site');
  }
  const [, address = plain, pinned] = /^(.*[^:@/]\/[^@]+)@([^@:]+)$/.exec(plain) ?? [];
  return foreignRepository(address, { host, path, reference: reference ?? pinned });
}

function otherTables(root: ForeignNode): readonly Unmatched[] {
  return [...OTHER_TABLES].flatMap(([what, why]) => {
    const table = root.get(what);
    const isEmpty = table === undefined || (table.isList && table.items().length === 0);
    return isEmpty ? [] : [{ what, why }];
  });
}
