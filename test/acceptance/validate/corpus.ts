import { cpSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RuleFinding } from '../../../src/manifest/validateSkill.ts';

/** One skill of `fixtures/skills`: what it is about, and what must be found in it. */
export interface CorpusSkill {
  /** `valid`, `warned` or `invalid`, then the directory. */
  readonly path: string;
  /** The rules it is about, kept or broken. */
  readonly about: readonly string[];
  /** What a repository cannot hold on every system, made before the skill is judged. */
  readonly make?: {
    readonly files?: Readonly<Record<string, string>>;
    /** Bytes of files full of zeros. */
    readonly sizes?: Readonly<Record<string, number>>;
    readonly links?: Readonly<Record<string, string>>;
    readonly emptyDirectories?: readonly string[];
  };
  readonly findings: readonly RuleFinding[];
  /** What only a release is held to, as `severity rule path:line`. */
  readonly release: readonly string[];
}

const FOLDER = 'fixtures/skills';

/** Every skill of the corpus, as `expected.json` lists them. */
export function readCorpus(): readonly CorpusSkill[] {
  return JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as CorpusSkill[];
}

/** Copies the corpus to a folder and makes what only a disk can hold. */
export function layOutCorpus(skills: readonly CorpusSkill[], target: string): void {
  cpSync(FOLDER, target, { recursive: true });
  for (const { path, make = {} } of skills) {
    const place = (file: string): string => {
      const whole = join(target, path, file);
      mkdirSync(dirname(whole), { recursive: true });
      return whole;
    };
    for (const [file, text] of Object.entries(make.files ?? {})) writeFileSync(place(file), text);
    for (const [file, size] of Object.entries(make.sizes ?? {})) {
      writeFileSync(place(file), '');
      truncateSync(place(file), size);
    }
    for (const [file, to] of Object.entries(make.links ?? {})) symlinkSync(to, place(file));
    for (const folder of make.emptyDirectories ?? []) mkdirSync(place(folder));
  }
}
