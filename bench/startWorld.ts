import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeGitRepository } from '../test/helpers/gitRepository.ts';
import { publishSkills } from '../test/helpers/publishSkill.ts';
import { startGitHost } from '../test/helpers/startGitHost.ts';
import { startRegistry } from '../test/helpers/startRegistry.ts';
import { skillFiles } from './skillFiles.ts';
import { startNpmRegistry } from './startNpmRegistry.ts';
import { SKILLS, type World } from './World.ts';

type Files = Readonly<Record<string, string>>;

/** Makes every repository and package below a folder, and starts every server. */
export async function startWorld(folder: string): Promise<World> {
  const root = join(folder, 'git');
  const git = await startGitHost({ root });
  const registry = await startRegistry();
  await publishSkills(
    registry,
    { url: git.url, root },
    SKILLS.registry.map((name) => ({
      account: 'bench',
      name,
      version: '1.0.0',
      files: withVersion(skillFiles(name)),
    })),
  );
  for (const name of SKILLS.repositories) {
    const repository = await makeGitRepository(root, name);
    await repository.commit({
      ...below(`skills/${name}`, skillFiles(name)),
      'package.json': manifestOf(name),
    });
  }
  const collection = await makeGitRepository(root, 'collection');
  await collection.commit(
    Object.assign(
      {},
      ...SKILLS.collection.map((name) => below(`skills/${name}`, skillFiles(name))),
    ) as Files,
  );
  const all = Object.values(SKILLS).flat();
  const npm = await startNpmRegistry(new Map(all.map((name) => [name, skillFiles(name)])));
  return {
    gitUrl: git.url,
    registryUrl: registry.url,
    npmUrl: npm.url,
    trees: await writeTrees(folder),
    close: async () => {
      await Promise.all([git.close(), registry.close(), npm.close()]);
    },
  };
}

async function writeTrees(folder: string): Promise<World['trees']> {
  for (const [kind, names] of Object.entries(SKILLS)) {
    for (const name of names) {
      for (const [path, text] of Object.entries(skillFiles(name))) {
        const file = join(folder, 'trees', kind, name, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    }
  }
  const tree = (kind: string): string => join(folder, 'trees', kind);
  return {
    registry: tree('registry'),
    repositories: tree('repositories'),
    collection: tree('collection'),
  };
}

function below(directory: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]),
  );
}

/** What a registry wants to see before it indexes a skill. */
function withVersion(files: Files): Files {
  const text = files['SKILL.md'] ?? '';
  return {
    ...files,
    'SKILL.md': text.replace('\n---\n\n', '\nmetadata:\n  version: "1.0.0"\n---\n\n'),
  };
}

function manifestOf(name: string): string {
  return `${JSON.stringify({ name: `@bench/${name}`, version: '1.0.0' })}\n`;
}
