import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dotagents } from './contestants/dotagents.ts';
import { copying, startingNode } from './contestants/limits.ts';
import { paks } from './contestants/paks.ts';
import { pnpm } from './contestants/pnpm.ts';
import { skillsCli } from './contestants/skillsCli.ts';
import { toolVersions } from './contestants/tools.ts';
import type { Contestant } from './Contestant.ts';
import type { Sample } from './measure.ts';
import { type CaseResult, report } from './report.ts';
import { type Phase, runContestant } from './runContestant.ts';
import { startWorld } from './startWorld.ts';
import type { CaseKind, World } from './World.ts';

const CONTESTANTS = [paks, skillsCli, dotagents, pnpm, copying, startingNode];
const CASES: readonly CaseKind[] = ['registry', 'repositories', 'collection'];
/** A phase that took longer is not run again: the answer is clear, and the whole has 8 minutes. */
const CLEAR_SECONDS = 8;
const BUDGET_MS = 7.5 * 60_000;

interface Entry {
  readonly contestant: Contestant;
  readonly kind: CaseKind;
  readonly samples: Map<Phase, Sample[]>;
  failure: string | null;
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, only: { type: 'string' } },
});
const started = Date.now();
const deadline = started + BUDGET_MS;
const folder = mkdtempSync(join(tmpdir(), 'paks-bench-'));
const world = await startWorld(folder);
try {
  const entries = entriesFor(values.only?.split(','));
  for (let round = 1; round <= Number(values.rounds); round++)
    await playRound(round, entries, world);
  publish(
    entries.map(({ contestant, ...rest }): CaseResult => ({ name: contestant.name, ...rest })),
  );
} finally {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}

function entriesFor(only: readonly string[] | undefined): readonly Entry[] {
  return CASES.flatMap((kind) =>
    CONTESTANTS.filter(
      ({ name, cases }) => cases.includes(kind) && (only?.includes(name) ?? true),
    ).map((contestant) => ({
      contestant,
      kind,
      samples: new Map<Phase, Sample[]>(),
      failure: null,
    })),
  );
}

/** Every contestant of every case once, in turn, so that a busy minute of the machine hits all alike. */
async function playRound(round: number, entries: readonly Entry[], world: World): Promise<void> {
  for (const entry of entries) {
    if (entry.failure !== null || Date.now() > deadline) continue;
    const { contestant, kind, samples } = entry;
    process.stderr.write(`round ${round}: ${kind}, ${contestant.name}\n`);
    const slow = [...samples].filter(([, all]) => all.some(({ wall }) => wall > CLEAR_SECONDS));
    const skip = new Set(slow.map(([phase]) => phase));
    // The later phases stand on what the first one leaves.
    if (skip.has('cold')) continue;
    const record = (phase: Phase, sample: Sample): void => {
      samples.set(phase, [...(samples.get(phase) ?? []), sample]);
    };
    try {
      await runContestant({ contestant, kind, world, folder, skip, deadline, record });
    } catch (error) {
      entry.failure = String(error)
        .replaceAll(/[^\u0021-\u007e]+/g, ' ')
        .slice(0, 400);
      process.stderr.write(`${entry.failure}\n`);
    }
  }
}

function publish(results: readonly CaseResult[]): void {
  const [processor] = cpus();
  const head = [
    `Medians of up to ${values.rounds} interleaved runs; in brackets, times paks.`,
    `Node ${process.versions.node}, ${process.platform}, ${cpus().length} × ${processor?.model ?? 'unknown'}; ${toolVersions()}.`,
    `Took ${Math.round((Date.now() - started) / 1000)} s.`,
  ];
  const text = `${head.join('\n')}\n\n${report(results)}`;
  const directory = join(import.meta.dirname, '..', '..', 'bench', 'results');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'latest.md'), text);
  process.stdout.write(text);
}
