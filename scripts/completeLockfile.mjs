/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out: it does so when
 * node_modules is there already (npm/cli issue 4828), or when a mirror does not serve them, and then
 * `npm ci` refuses the lock everywhere. Versions come from the packages that ask for them, systems
 * from the names; integrity is npm's to add where it can fetch them. Run after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];
const FILE = 'package-lock.json';

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (found(place, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const platform = platformOf(name);
    if (platform === null) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev === true ? { dev: true } : {}),
      optional: true,
    };
    added.push(`${name}@${version}`);
  }
}
const sorted = Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added\n`);

/** Whether a package is in the lock where the one at `place` would look for it. */
function found(place, name) {
  for (let folder = place; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/'))) {
    const prefix = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
    if (lock.packages[`${prefix}node_modules/${name}`] !== undefined) return true;
    if (!folder.includes('node_modules/'))
      return lock.packages[`node_modules/${name}`] !== undefined;
  }
}

/** `os`, `cpu` and `libc` as the name says them, or null for a package that is for every system. */
function platformOf(name) {
  const words = name.split(/[/.-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (words.includes('wasm32')) return { cpu: ['wasm32'] };
  if (os.length === 0) return null;
  const libc = words.some((word) => word.startsWith('musl')) ? { libc: ['musl'] } : {};
  return { ...(cpu.length === 0 ? {} : { cpu }), os, ...libc };
}
