import type { CaseKind, World } from './World.ts';

/** A tool (or a bare limit) that fills a folder with skills. Scripts run in bash, in the project. */
export interface Contestant {
  readonly name: string;
  /** The cases it can do at all. */
  readonly cases: readonly CaseKind[];
  /** Files of a project that asks for the skills of a case and has no lock. */
  project(kind: CaseKind, world: World): Readonly<Record<string, string>>;
  /** Installs what the project asks for, resolving what is not locked. */
  install(kind: CaseKind, world: World): string;
  /** Installs what the lock says. */
  restore(kind: CaseKind, world: World): string;
  /** Files that a fresh clone of the project would have beside the manifest. */
  readonly locks: readonly string[];
  /** What a fresh clone would not have. */
  readonly ignored: readonly string[];
  /** Folders whose children are the installed skills; the first that exists counts. */
  readonly installed: readonly string[];
  /** Variables beside `HOME` and the like. */
  environment?(world: World): Readonly<Record<string, string>>;
}
