/**
 * Loads a registry of many skills from this process and prints the figures as JSON:
 *   node packages/registry/load/run.mjs [--skills N] [--seconds N] [--memory-seconds N]
 * With `DATABASE_URL` (an empty database) it measures a real PostgreSQL, else the embedded one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closedLoop, openConnection, openLoop } from './client.mjs';
import { searchQuery, seedStatements, skillPath } from './seed.mjs';

const PROGRAM = fileURLToPath(new URL('../dist/main.mjs', import.meta.url));
const { values } = parseArgs({
  options: {
    skills: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
    'memory-seconds': { type: 'string', default: '0' },
  },
});
const skills = Number(values.skills);
const seconds = Number(values.seconds);
const directory = await mkdtemp(join(tmpdir(), 'paks-registry-load-'));
try {
  await seed();
  const server = await start();
  try {
    process.stdout.write(`${JSON.stringify(await measure(server), null, 2)}\n`);
  } finally {
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function seed() {
  const create = spawn(process.execPath, [PROGRAM, 'account', 'list', '--data', directory], {
    stdio: 'ignore',
  });
  await once(create, 'exit');
  const database = await openForSeed();
  for (const statement of seedStatements(skills)) await database.run(statement);
  await database.close();
}

async function openForSeed() {
  const url = process.env.DATABASE_URL;
  if (url) {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    return { run: (text) => client.query(text), close: () => client.end() };
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  const engine = await PGlite.create({
    dataDir: join(directory, 'database'),
    extensions: { pg_trgm },
  });
  return { run: (text) => engine.exec(text), close: () => engine.close() };
}

async function start() {
  const argv = ['serve', '--data', directory, '--port', '0', '--anonymous-rate-limit', '100000000'];
  const child = spawn(process.execPath, [PROGRAM, ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise((resolve) => {
    lines.on('line', (line) => {
      const record = JSON.parse(line);
      if (record.event === 'server.started') resolve(new URL(record.url));
    });
  });
  return { child, url };
}

async function measure({ url }) {
  const path = (turn) => `${skillPath(((turn * 7919) % skills) + 1)}/versions`;
  const etags = await readEtags(url, path);
  const versions = { connections: 32, seconds, pick: (turn) => ({ path: path(turn) }), expect: 200 };
  const fresh = {
    ...versions,
    expect: 304,
    pick: (turn) => ({ path: path(turn % skills), headers: `If-None-Match: ${etags[turn % skills]}\r\n` }),
  };
  const search = {
    connections: 4,
    seconds,
    expect: 200,
    pick: (turn) => ({ path: `/api/skills/search?q=${encodeURIComponent(searchQuery(turn))}` }),
  };
  const full = await closedLoop(url, versions);
  const figures = {
    database: process.env.DATABASE_URL ? 'postgres' : 'embedded',
    skills,
    versions: full,
    notModified: await closedLoop(url, fresh),
    versionsAtHalfLoad: await openLoop(url, { ...versions, rate: Math.floor(full.perSecond / 2) }),
    search: await closedLoop(url, search),
    searchByRelevance: await closedLoop(url, {
      ...search,
      pick: (turn) => ({ path: `${search.pick(turn).path}&sort=relevance` }),
    }),
  };
  return { ...figures, memory: await measureMemory(url, versions) };
}

async function readEtags(url, path) {
  const connection = await openConnection(url);
  const etags = [];
  for (let turn = 0; turn < skills; turn++) {
    const { status, head } = await connection.ask(path(turn));
    if (status !== 200) throw new Error(`${path(turn)} answered ${status}`);
    etags.push(/etag: (.*)/i.exec(head)?.[1]);
  }
  connection.close();
  return etags;
}

/** The server's resident megabytes under steady load, by sixth of the time. */
async function measureMemory(url, versions) {
  const total = Number(values['memory-seconds']);
  const samples = [];
  if (total === 0) return samples;
  for (let part = 0; part < 6; part++) {
    await closedLoop(url, { ...versions, seconds: total / 6 });
    const connection = await openConnection(url);
    const { body } = await connection.ask('/metrics');
    connection.close();
    const bytes = Number(/^process_resident_memory_bytes (\d+)/m.exec(body.toString())?.[1]);
    samples.push(Math.round(bytes / 1_048_576));
  }
  return samples;
}
