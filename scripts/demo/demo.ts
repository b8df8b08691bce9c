import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readTree } from '../../test/helpers/readTree.ts';
import { startStage, type Stage } from './Stage.ts';

const FIXTURES = 'fixtures/demo';
const AGENT_DIRECTORIES = ['.claude/skills', '.agents/skills'];

/**
 * The main job from end to end on real input: a registry, a git host and a folder; two agents; the
 * lock; and the same bytes again from the lock alone. Fails when anything is not as it should be.
 */
const stage = await startStage();
try {
  await publishFixtures(stage);
  await installEverything(stage);
  await restore(stage);
  stage.say('Done. Everything above ran on this machine only, in a folder that is now deleted.');
} finally {
  await stage.close();
}

async function publishFixtures({ say, git, publish }: Stage): Promise<void> {
  say('A registry and a git host run on loopback. Two skills are published from real git tags.');
  await git.commit('shell-safety', `${FIXTURES}/shell-safety`, 'v1.2.0');
  await git.commit('kubernetes-deploy', `${FIXTURES}/kubernetes-deploy`, 'v2.1.0');
  await git.commit('team-skills', `${FIXTURES}/skills`, 'v1.0.0', 'skills');
  await publish('shell-safety', 'v1.2.0');
  await publish('kubernetes-deploy', 'v2.1.0');
}

async function installEverything({ say, paks, project, git }: Stage): Promise<void> {
  say('A fresh project for two agents.');
  await paks('init', '--project', '--agent', 'claude-code', '--agent', 'cursor');

  say('From the registry, with what it depends on.');
  await paks('add', 'demo/kubernetes-deploy');

  say('From a git repository of several skills: without a choice, Paks lists them.');
  await paks.expecting(2, 'add', `${git.url}/team-skills.git`);
  await paks('add', `${git.url}/team-skills.git`, '--skill', 'release-notes');

  say('From a folder of the project.');
  cpSync(`${FIXTURES}/house-style`, join(project, 'skills/house-style'), { recursive: true });
  await paks('add', './skills/house-style');

  say('Nothing is left to do.');
  await paks('install');
  await paks('list');

  say('The manifest, the lock, and what the agents see.');
  showFile(project, 'paks.toml');
  showFile(project, 'paks.lock');
  for (const directory of AGENT_DIRECTORIES) showTree(project, directory);
}

async function restore({ say, paks, project }: Stage): Promise<void> {
  const before = AGENT_DIRECTORIES.map((directory) => readTree(join(project, directory)));
  say('The installed skills are deleted, and the lock brings the same bytes back.');
  for (const directory of AGENT_DIRECTORIES) {
    rmSync(join(project, directory), { recursive: true });
  }
  await paks('ci');
  await paks('verify');
  const after = AGENT_DIRECTORIES.map((directory) => readTree(join(project, directory)));
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    throw new Error('the restored skills differ from those installed first');
  }
  process.stdout.write('Compared: every restored file has the bytes and mode it had.\n');
}

function showFile(project: string, name: string): void {
  const text = readTree(project, ['.paks'])[name] ?? '';
  process.stdout.write(`\n── ${name} ──\n${text}`);
}

function showTree(project: string, directory: string): void {
  process.stdout.write(`\n── ${directory} ──\n`);
  for (const path of Object.keys(readTree(join(project, directory)))) {
    process.stdout.write(`${path}\n`);
  }
}
