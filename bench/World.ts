/** The three questions that the benchmark asks of every tool. */
export type CaseKind = 'registry' | 'repositories' | 'collection';

/** Skills of each case, by name; the same files whichever way they travel. */
export const SKILLS: Readonly<Record<CaseKind, readonly string[]>> = {
  registry: numbered('indexed', 30),
  repositories: numbered('single', 30),
  collection: numbered('shelf', 100),
};

/** Every server of the benchmark, all of them on 127.0.0.1. */
export interface World {
  /** Serves `NAME.git` for each of the repositories, and `collection.git`. */
  readonly gitUrl: string;
  /** The paks registry. */
  readonly registryUrl: string;
  /** An npm registry with every skill as the package `@bench/NAME`. */
  readonly npmUrl: string;
  /** A folder per case with the plain files of its skills. */
  readonly trees: Readonly<Record<CaseKind, string>>;
  close(): Promise<void>;
}

function numbered(word: string, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `${word}-${String(index + 1).padStart(3, '0')}`,
  );
}
