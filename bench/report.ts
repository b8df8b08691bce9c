import { type Sample, STOPPED } from './measure.ts';
import { PHASES, type Phase } from './runContestant.ts';
import { type CaseKind, SKILLS } from './World.ts';

/** All samples of one contestant in one case; a text says why there are none. */
export interface CaseResult {
  readonly kind: CaseKind;
  readonly name: string;
  readonly samples: ReadonlyMap<Phase, readonly Sample[]>;
  readonly failure: string | null;
}

const TITLES: Readonly<Record<CaseKind, string>> = {
  registry: `${SKILLS.registry.length} skills of a registry`,
  repositories: `${SKILLS.repositories.length} git repositories of one skill`,
  collection: `${SKILLS.collection.length} skills of one git repository`,
};

/** The results as Markdown: medians, and in brackets how many times as long as the first row; – for what the time did not suffice for. */
export function report(results: readonly CaseResult[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  return kinds
    .map((kind) =>
      table(
        kind,
        results.filter((result) => result.kind === kind),
      ),
    )
    .join('\n');
}

function table(kind: CaseKind, rows: readonly CaseResult[]): string {
  const [reference] = rows;
  const lines = rows.map((row) => {
    const cells = PHASES.map((phase) => cell(row, reference, phase));
    return `| ${row.name} | ${cells.join(' | ')} |${row.failure === null ? '' : ` <!-- ${row.failure} -->`}`;
  });
  return [
    `### ${TITLES[kind]}`,
    '',
    `| wall s / CPU s | ${PHASES.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(PHASES.length)}`,
    ...lines,
    '',
  ].join('\n');
}

function cell(row: CaseResult, reference: CaseResult | undefined, phase: Phase): string {
  const own = medians(row.samples.get(phase) ?? []);
  if (own === null) return row.failure === null ? '–' : `[${whyMissing(row.failure)}]`;
  const shown = `${own.wall.toFixed(2)} / ${own.cpu.toFixed(2)}`;
  const other = row === reference ? null : medians(reference?.samples.get(phase) ?? []);
  if (other === null) return shown;
  return `${shown} (${ratio(own.wall, other.wall)} / ${ratio(own.cpu, other.cpu)})`;
}

function whyMissing(failure: string): string {
  return failure.includes(STOPPED) ? 'too long' : 'failed';
}

function ratio(value: number, reference: number): string {
  return `${(value / Math.max(reference, 0.001)).toFixed(1)}×`;
}

function medians(samples: readonly Sample[]): Sample | null {
  if (samples.length === 0) return null;
  return {
    wall: median(samples.map(({ wall }) => wall)),
    cpu: median(samples.map(({ cpu }) => cpu)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor((sorted.length - 1) / 2);
  return ((sorted[middle] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}
