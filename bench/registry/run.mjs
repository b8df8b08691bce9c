/**
 * Loads `paks-registry` and verdaccio with the same data, in turn, from this process, and prints a table:
 *   npm run bench:registry [-- --skills N] [-- --seconds N] [-- --memory-seconds N] [-- --alone]
 * `--alone` leaves verdaccio out. With `DATABASE_URL` (an empty database) `paks-registry` keeps its data in
 * that PostgreSQL, else in its embedded database; one is started and emptied for a run by
 *   node packages/registry/scripts/withPostgres.mjs node bench/registry/run.mjs --alone
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closedLoop, openConnection, openLoop } from './client.mjs';
import { searchQuery, skillPath } from '../../packages/registry/scripts/seed.mjs';
import { startPaks } from './startPaks.mjs';
import { packagePath, startVerdaccio } from './startVerdaccio.mjs';

const { values } = parseArgs({
  options: {
    skills: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    'memory-seconds': { type: 'string', default: '300' },
    alone: { type: 'boolean', default: false },
  },
});
const skills = Number(values.skills);
const seconds = Number(values.seconds);
/** Of one processor's ticks, as Linux counts them in `/proc`. */
const TICKS_A_SECOND = 100;
/** Until the compiler has seen the code that is to be measured. */
const WARM_UP_SECONDS = 2;

const bench = join(import.meta.dirname, '..');
if (!values.alone && !existsSync(join(bench, 'node_modules', 'verdaccio'))) {
  spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: bench, stdio: 'inherit' });
}
const folder = mkdtempSync(join(tmpdir(), 'paks-bench-registry-'));
const nameOf = (index) => `@bench/skill-${index}`;
const names = Array.from({ length: skills }, (_, index) => nameOf(index));
const spread = (turn) => (turn * 7919) % skills;
const servers = [];
try {
  const paks = await startPaks(folder, { skills });
  servers.push({
    ...paks,
    versions: (turn) => `${skillPath(spread(turn) + 1)}/versions`,
    search: (turn) => `/api/skills/search?q=${encodeURIComponent(searchQuery(turn))}`,
  });
  if (!values.alone) {
    servers.push({
      ...(await startVerdaccio(join(folder, 'verdaccio'), { names })),
      versions: (turn) => packagePath(nameOf(spread(turn))),
      search: (turn) => `/-/v1/search?size=20&text=${encodeURIComponent(`skill-${spread(turn)}`)}`,
    });
  }
  publish(await measureAll(), await measureMemory(servers[0]));
} finally {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Each phase for every server in turn, so that a busy minute of the machine hits both. */
async function measureAll() {
  const rows = servers.map(({ name }) => ({ name }));
  for (const [index, server] of servers.entries()) rows[index].first = await firstAnswers(server);
  for (const [index, server] of servers.entries()) rows[index].full = await atFull(server);
  for (const [index, server] of servers.entries()) rows[index].unchanged = await unchanged(server);
  for (const [index, server] of servers.entries()) {
    rows[index].half = await atRate(server, rows[index].full.perSecond / 2);
  }
  rows[0].atGoal = await atRate(servers[0], 1_000);
  for (const [index, server] of servers.entries()) rows[index].search = await searching(server);
  rows[0].byRelevance = await searching(servers[0], '&sort=relevance');
  return rows;
}

/** Every list once, over as many connections as later: nothing of it is in memory yet. */
async function firstAnswers({ url, versions, pid }) {
  const before = processorSeconds(pid);
  const started = performance.now();
  let turn = 0;
  const ask = async () => {
    const connection = await openConnection(url);
    while (turn < skills) {
      const path = versions(turn++);
      const { status } = await connection.ask(path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: 32 }, ask));
  const elapsed = (performance.now() - started) / 1000;
  return { perSecond: skills / elapsed, cpu: (processorSeconds(pid) - before) / skills };
}

async function atFull(server) {
  const load = { connections: 32, seconds, pick: (turn) => ({ path: server.versions(turn) }) };
  await closedLoop(server.url, { ...load, seconds: WARM_UP_SECONDS, expect: 200 });
  return await measured(server, () => closedLoop(server.url, { ...load, expect: 200 }));
}

async function unchanged(server) {
  const { url, versions } = server;
  const connection = await openConnection(url);
  const tags = [];
  const known = Math.min(skills, 1_000);
  for (let turn = 0; turn < known; turn++) {
    tags.push(/etag: (.*)/i.exec((await connection.ask(versions(turn))).head)?.[1]);
  }
  connection.close();
  const pick = (turn) => ({
    path: versions(turn % known),
    headers: `If-None-Match: ${tags[turn % known]}\r\n`,
  });
  return await measured(server, () =>
    closedLoop(url, { connections: 32, seconds, pick, expect: 304 }),
  );
}

async function atRate(server, rate) {
  const pick = (turn) => ({ path: server.versions(turn) });
  const load = { connections: 32, seconds, rate: Math.max(1, Math.floor(rate)), pick, expect: 200 };
  return await measured(server, () => openLoop(server.url, load));
}

async function searching(server, order = '') {
  const pick = (turn) => ({ path: `${server.search(turn)}${order}` });
  const load = { connections: 2, seconds, pick, expect: 200 };
  return await measured(server, () => closedLoop(server.url, load));
}

/** With the server's processor seconds for one request: what a busy machine changes least. */
async function measured({ pid }, run) {
  const before = processorSeconds(pid);
  const figures = await run();
  return { ...figures, cpu: (processorSeconds(pid) - before) / figures.requests };
}

async function measureMemory(server) {
  const total = Number(values['memory-seconds']);
  const megabytes = [];
  if (total === 0) return megabytes;
  for (let part = 0; part < 10; part++) {
    const pick = (turn) => ({
      path: turn % 50 === 0 ? server.search(turn) : server.versions(turn),
    });
    await closedLoop(server.url, { connections: 16, seconds: total / 10, pick, expect: 200 });
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    megabytes.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024));
  }
  return megabytes;
}

function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function publish(rows, megabytes) {
  const round = (value) => Math.round(value).toLocaleString('en');
  const cost = ({ cpu }) => `${(cpu * 1000).toFixed(2)} ms`;
  const line = (label, cell) => `| ${label} | ${rows.map(cell).join(' | ')} |`;
  const text = [
    `${skills} skills of 10 versions, ${seconds} s a phase, Node ${process.versions.node}, ${process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded database'}; load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')} on a shared machine.`,
    '',
    line('', ({ name }) => name),
    line('---', () => '---'),
    line(
      'each list for the first time, requests/s (processor)',
      ({ first }) => `${round(first.perSecond)} (${cost(first)})`,
    ),
    line(
      'versions, 32 connections, requests/s (processor)',
      ({ full }) => `${round(full.perSecond)} (${cost(full)})`,
    ),
    line(
      'the same, 304, requests/s (processor)',
      ({ unchanged: same }) => `${round(same.perSecond)} (${cost(same)})`,
    ),
    line('at half that rate, p50 / p99', ({ half }) => `${half.p50} / ${half.p99} ms`),
    line('at 1,000 a second, p50 / p99', ({ atGoal }) =>
      atGoal === undefined ? '' : `${atGoal.p50} / ${atGoal.p99} ms`,
    ),
    line(
      'search, p50 / p95 (processor)',
      ({ search }) => `${search.p50} / ${search.p95} ms (${cost(search)})`,
    ),
    line('search by relevance, p50 / p95 (processor)', ({ byRelevance }) =>
      byRelevance === undefined
        ? ''
        : `${byRelevance.p50} / ${byRelevance.p95} ms (${cost(byRelevance)})`,
    ),
    '',
    `Memory of paks-registry over ${values['memory-seconds']} s of full load, MB: ${megabytes.join(', ')}.`,
    '',
  ].join('\n');
  mkdirSync(join(bench, 'results'), { recursive: true });
  writeFileSync(join(bench, 'results', 'registry.md'), text);
  process.stdout.write(text);
}
