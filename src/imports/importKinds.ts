import type { ForeignNode } from './ForeignNode.ts';
import type { ImportReading } from './ImportReading.ts';
import { parseForeignJson, parseForeignToml, parseForeignYaml } from './parseForeign.ts';
import { readAgentsToml } from './readAgentsToml.ts';
import { readApm } from './readApm.ts';
import { readPackageJson } from './readPackageJson.ts';
import { readSkillfish } from './readSkillfish.ts';
import { readSkillsLock } from './readSkillsLock.ts';

/** A tool whose file can be taken over. */
export interface ImportKind {
  /** As `--from` names it. */
  readonly name: string;
  /** Where its file may be, from the project's root, the usual place first. */
  readonly files: readonly string[];
  /** The lock beside the file; null where the file itself is one or there is none. */
  readonly lock: string | null;
  readonly parse: (text: string, file: string) => ForeignNode;
  readonly read: (file: ForeignNode, lock: ForeignNode | null) => ImportReading;
}

/** Every tool, in the order in which they are offered. */
export const importKinds: readonly ImportKind[] = [
  {
    name: 'dotagents',
    files: ['agents.toml'],
    lock: 'agents.lock',
    parse: parseForeignToml,
    read: readAgentsToml,
  },
  {
    name: 'apm',
    files: ['apm.yml', 'apm.yaml'],
    lock: 'apm.lock.yaml',
    parse: parseForeignYaml,
    read: readApm,
  },
  {
    name: 'skillfish',
    files: ['skillfish.json', '.skillfish.json'],
    lock: null,
    parse: parseForeignJson,
    read: readSkillfish,
  },
  {
    name: 'package-json',
    files: ['package.json'],
    lock: 'skills-lock.json',
    parse: parseForeignJson,
    read: readPackageJson,
  },
  {
    name: 'skills-lock',
    files: ['skills-lock.json'],
    lock: null,
    parse: parseForeignJson,
    read: readSkillsLock,
  },
  {
    name: 'skill-lock',
    files: ['.skill-lock.json', '.agents/.skill-lock.json'],
    lock: null,
    parse: parseForeignJson,
    read: readSkillsLock,
  },
];
