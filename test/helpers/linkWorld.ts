import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { silentReporter } from '../../src/events/Reporter.ts';
import { systemClock } from '../../src/io/clock.ts';
import { type FileSystem, nodeFileSystem } from '../../src/io/FileSystem.ts';
import { applyLinks, type LinkOutcome } from '../../src/linker/applyLinks.ts';
import type { WantedLink } from '../../src/linker/Link.ts';
import type { LinkContext } from '../../src/linker/LinkContext.ts';
import type { LinkPlan } from '../../src/linker/LinkPlan.ts';
import { readLedger } from '../../src/linker/ownership.ts';
import { planLinks } from '../../src/linker/planLinks.ts';
import { recoverLinks } from '../../src/linker/recoverLinks.ts';
import { type Facts, scanInstalled } from '../../src/linker/scanInstalled.ts';
import type { Integrity } from '../../src/model/Integrity.ts';
import { parseVersion } from '../../src/model/Range.ts';
import { directoryName, parseSkillId } from '../../src/model/SkillId.ts';
import type { SkillFile } from '../../src/model/SkillTree.ts';
import { ContentStore } from '../../src/store/ContentStore.ts';

/** How one install of a test differs from the plainest. */
export interface InstallOptions {
  readonly force?: boolean;
  readonly thorough?: boolean;
  readonly vendor?: boolean;
  readonly fs?: FileSystem;
  readonly scope?: 'project' | 'user';
}

/** What an install found, decided and did. */
interface Installation extends LinkOutcome {
  readonly plan: LinkPlan;
  readonly facts: Facts;
}

/** A project (or a user's root) and a real store in one folder. */
export interface LinkWorld {
  readonly root: string;
  /** `.claude/skills` of the root. */
  readonly skills: string;
  context(options?: InstallOptions): LinkContext;
  /** A wish for a skill `ID` or `ID as NAME`, whose content is in the store. */
  link(text: string, content?: string, directory?: string): Promise<WantedLink>;
  install(wanted: readonly WantedLink[], options?: InstallOptions): Promise<Installation>;
}

/** Makes a world below an existing folder; one that was made there before is found again. */
export function linkWorld(folder: string): LinkWorld {
  const root = join(folder, 'project');
  mkdirSync(root, { recursive: true });
  const skills = join(root, '.claude', 'skills');
  const context = (options: InstallOptions = {}): LinkContext => {
    const { fs = nodeFileSystem, scope = 'project' } = options;
    const store = new ContentStore(join(folder, 'store'), { fs, clock: systemClock });
    return { fs, store, root, scope, reporter: silentReporter };
  };
  return {
    root,
    skills,
    context,
    link: async (text, content = text, directory = skills) => {
      const [id = '', as] = text.split(' as ');
      const skill = parseSkillId(id);
      const integrity = await putSkill(context(), content);
      const version = parseVersion('1.0.0');
      const name = as ?? directoryName(skill);
      return { directory, name, id: skill, version, mode: 'auto', integrity };
    },
    install: (wanted, options = {}) => install(context(options), wanted, options),
  };
}

async function install(
  context: LinkContext,
  wanted: readonly WantedLink[],
  { force = false, thorough = false, vendor = false }: InstallOptions,
): Promise<Installation> {
  const { ledger } = readLedger(context.fs, context);
  recoverLinks(context, ledger, wanted);
  const facts = await scanInstalled(context, { wanted, ledger, thorough });
  const plan = planLinks({ wanted, ledger, facts, force });
  const outcome = await applyLinks(context, { plan, ledger, ignore: !vendor });
  return { ...outcome, plan, facts };
}

/** A skill of three files, one of them a script, whose bytes follow from `content`. */
function putSkill({ store }: LinkContext, content: string): Promise<Integrity> {
  const file = (path: string, text: string, mode: SkillFile['mode'] = 0o644): SkillFile => ({
    path,
    mode,
    bytes: new TextEncoder().encode(text),
  });
  return store.import(
    (async function* () {
      yield file('SKILL.md', `---\nname: x\ndescription: ${content}\n---\n`);
      yield file('scripts/run.sh', `#!/bin/sh\necho ${content}\n`, 0o755);
      yield file('references/notes.md', content);
    })(),
    null,
  );
}

/** Everything below a directory but `.paks`: path → `mode text`, `-> target` for a link, `/` for a directory. */
export function snapshot(directory: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    const status = lstatSync(path);
    if (name === '.paks') continue;
    if (status.isSymbolicLink()) found[prefix + name] = `-> ${readlinkSync(path)}`;
    else if (status.isDirectory()) {
      found[`${prefix}${name}`] = '/';
      Object.assign(found, snapshot(path, `${prefix}${name}/`));
    } else {
      const mode = (status.mode & 0o777).toString(8);
      found[prefix + name] = `${mode} ${readFileSync(path, 'utf8')}`;
    }
  }
  return found;
}
