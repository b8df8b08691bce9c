/**
 * Measures one family in a process of its own: `node measure.mjs BUNDLE FAMILY JSON`. Prints
 * median milliseconds (processor time of the search, wall time of the whole call), decisions and peak memory as JSON.
 */
import { families } from './families.mjs';

const [bundle, name, options] = process.argv.slice(2);
const { resolve } = await import(`${bundle}/resolve.js`);
const { searchWithLock } = await import(`${bundle}/searchWithLock.js`);
const { Pace } = await import(`${bundle}/Pace.js`);

const source = { kind: 'registry', registry: 'paks' };
const reporter = { report: () => undefined };
const asNeeds = (needs) => Object.entries(needs).map(([id, range]) => ({ id, range, source }));

const problem = families[name](JSON.parse(options));
const answers = new Map(
  Object.entries(problem.skills).map(([id, versions]) => [
    id,
    Object.entries(versions).map(([version, needs]) => ({
      version,
      yanked: false,
      publishedAt: null,
      dependencies: asNeeds(needs),
    })),
  ]),
);
let requests = 0;
const provider = {
  versions(id) {
    requests++;
    const value = answers.get(id);
    return Promise.resolve(value === undefined ? { kind: 'missing' } : { kind: 'found', value });
  },
  dependencies: () => Promise.resolve({ kind: 'found', value: [] }),
  prefetch: () => undefined,
};
const input = {
  roots: asNeeds(problem.roots),
  overrides: [],
  locked: (problem.locked ?? []).map(({ id, version, needs }) => ({
    id,
    version,
    pin: source,
    integrity: null,
    dependencies: asNeeds(needs),
  })),
  unlock: new Set(),
  publishedBefore: null,
  reporter,
};

const times = { search: [], whole: [] };
let decisions = 0;
let outcome = '';
for (let round = 0; round < 7; round++) {
  const pace = new Pace(reporter, undefined);
  requests = 0;
  const cpu = process.cpuUsage();
  const { kind } = await searchWithLock(input, provider, pace);
  const used = process.cpuUsage(cpu);
  times.search.push((used.user + used.system) / 1000);
  decisions = pace.decisions;
  outcome = kind;
  const asked = requests;
  const before = performance.now();
  const code = await resolve(input, provider).then(
    () => 'solved',
    (error) => error.code,
  );
  times.whole.push(performance.now() - before);
  requests = asked;
  if ((code === 'solved') !== (kind === 'solved')) throw new Error(`${kind} and ${code}`);
}
const median = (list) => list.toSorted((left, right) => left - right)[list.length >> 1];
process.stdout.write(
  JSON.stringify({
    outcome,
    first: times.search[0],
    search: median(times.search),
    whole: median(times.whole),
    decisions,
    requests,
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
