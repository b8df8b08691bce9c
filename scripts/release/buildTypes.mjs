/**
 * `node scripts/release/buildTypes.mjs [DIRECTORY]`: writes the types of the library (default `dist/types`) as
 * declarations, one file for each of ours that they are made of, and no other.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = resolve(process.argv[2] ?? join(root, 'dist', 'types'));
const RELATIVE = /(from ')(\.[^']+)\.ts(')/g;

const work = mkdtempSync(join(tmpdir(), 'paks-types-'));
try {
  compile(work);
  for (const [path, text] of reachable(work, 'library.d.ts')) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replace(RELATIVE, '$1$2.js$3'));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Declarations of the library and of everything it imports, types of no use included. */
function compile(directory) {
  const configuration = join(directory, 'tsconfig.json');
  const options = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      // They are checked by `npm run types`.
      noCheck: true,
      outDir: directory,
      rootDir: join(root, 'src'),
      typeRoots: [join(root, 'node_modules', '@types')],
    },
    files: [
      join(root, 'src', 'library.ts'),
      join(root, 'src/operations/completions/templates.d.ts'),
    ],
    include: [],
  };
  writeFileSync(configuration, JSON.stringify(options));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [compiler, '-p', configuration], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stdout);
}

/** What a declaration imports, and what that imports: path below the directory to text. */
function reachable(directory, start) {
  const found = new Map();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path) || !existsSync(join(directory, path))) continue;
    const text = readFileSync(join(directory, path), 'utf8');
    found.set(path, text);
    for (const [, , imported] of text.matchAll(RELATIVE)) {
      open.push(join(dirname(path), `${imported}.d.ts`));
    }
  }
  return found;
}
