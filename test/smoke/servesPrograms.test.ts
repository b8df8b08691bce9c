import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildCommandLine } from '../helpers/buildCommandLine.ts';
import { skillText } from '../helpers/startWorld.ts';

let base: string;

/** A program that uses every function whose answer needs no server, and one failure. */
const PROGRAM = `
import { add, install, isPaksError, list, resolve, update, verify, type InstallResult } from 'paks';

const directory = process.argv[2] ?? '.';
const events: string[] = [];
const added: InstallResult = await add({
  directory,
  sources: ['./style'],
  startProject: true,
  onEvent: ({ type }) => events.push(type),
});
const { skills } = await resolve({ directory });
const again = await install({ directory, frozen: true });
const { drift } = await verify({ directory });
const listed = await list({ directory });
let code = '';
try {
  await update({ directory, names: ['nothing'] });
} catch (error) {
  if (isPaksError(error)) code = error.code;
}
process.stdout.write(
  JSON.stringify({
    added: added.changes.map(({ id }) => id),
    resolved: skills.map(({ id, version }) => [id, version]),
    upToDate: again.upToDate,
    drift,
    listed: listed.skills.map(({ id }) => id),
    code,
    told: events.length > 0,
  }),
);
`;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'paks-program-'));
  const { directory } = buildCommandLine();
  const installed = join(base, 'node_modules', 'paks');
  cpSync(directory, join(installed, 'dist'), { recursive: true });
  cpSync('package.json', join(installed, 'package.json'));
  run('scripts/release/buildTypes.mjs', join(installed, 'dist', 'types'));
  mkdirSync(join(base, 'node_modules', '@types'), { recursive: true });
  symlinkSync(resolve('node_modules/@types/node'), join(base, 'node_modules/@types/node'));
  symlinkSync(resolve('node_modules/undici-types'), join(base, 'node_modules/undici-types'));
  mkdirSync(join(base, 'project', 'style'), { recursive: true });
  writeFileSync(join(base, 'project', 'style', 'SKILL.md'), skillText('style'));
  writeFileSync(join(base, 'package.json'), '{"type":"module"}');
  writeFileSync(join(base, 'program.ts'), PROGRAM);
  writeFileSync(
    join(base, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        types: ['node'],
        skipLibCheck: false,
      },
      files: ['program.ts'],
    }),
  );
}, 120_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

function run(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: join(base, 'home') },
  });
  if (status !== 0) throw new Error(`${script}: ${stdout}${stderr}`);
  return stdout;
}

describe('the library', () => {
  test('its types hold in a strict project, and its functions do what the commands do', () => {
    run('node_modules/typescript/bin/tsc', '-p', base);

    const printed = run(join(base, 'program.js'), join(base, 'project'));

    expect(JSON.parse(printed)).toEqual({
      added: ['style'],
      resolved: [['style', '0.0.0-local']],
      upToDate: true,
      drift: [],
      listed: ['style'],
      code: 'SKILL_NOT_IN_PROJECT',
      told: true,
    });
  }, 60_000);

  test('importing it loads no command, no terminal and no network library', () => {
    const { modules } = buildCommandLine();

    const isLibrary = (path: string): boolean => path.endsWith('src/library.ts');
    const holding = Object.values(modules).filter((paths) => paths.some(isLibrary));
    expect(holding).toHaveLength(1);
    expect(
      holding.flat().filter((path) => /node_modules|\/commands\/|\/render\//.test(path)),
    ).toEqual([]);
  });
});
