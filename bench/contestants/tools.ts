import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const installed = join(root, 'bench', 'node_modules');

/** The built `paks` of this checkout. */
export const PAKS = quote(process.execPath, join(root, 'dist', 'main.mjs'));

/** pnpm's own program. */
export const PNPM = quote(join(installed, 'pnpm', 'pnpm'));

/** `@sentry/dotagents` on the Node that runs the benchmark. */
export const DOTAGENTS = quote(
  process.execPath,
  join(installed, '@sentry', 'dotagents', 'dist', 'cli', 'index.js'),
);

/** `skills`, which needs a newer Node than Paks does. */
export const SKILLS_CLI = quote(newerNode(), join(installed, 'skills', 'bin', 'cli.mjs'));

/** The versions compared, for the head of the report. */
export function toolVersions(): string {
  const versionOf = (name: string): string => {
    const manifest = readFileSync(join(installed, name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(manifest) as { version: string }).version}`;
  };
  return ['skills', '@sentry/dotagents', 'pnpm'].map(versionOf).join(', ');
}

function newerNode(): string {
  const packaged = join(installed, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major < 22 && existsSync(packaged) ? packaged : process.execPath;
}

function quote(...words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' ');
}
