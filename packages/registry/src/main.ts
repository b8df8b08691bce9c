#!/usr/bin/env node
import { messageOf } from '../../../src/errors/describeFailure.ts';
import { redact } from '../../../src/errors/redact.ts';
import { withAbsoluteFile } from './backup/backupCommands.ts';
import { isRefusal } from './http/Refusal.ts';
import type { LogRecord } from './Log.ts';
import { parseUpstreamToken } from './mirror/Upstream.ts';
import { withRegistry } from './openRegistry.ts';
import { askStarted } from './operator/adminSocket.ts';
import { operatorCommands, runOperatorCommand } from './operator/operatorCommands.ts';
import { readSettings, SERVE_PARAMETERS, takeDataDirectory } from './operator/readSettings.ts';
import { serve } from './serve.ts';
import { DEFAULT_SETTINGS } from './Settings.ts';
import { SERVER_VERSION } from './version.ts';

/** Lines of the log that the present turn of the event loop has made. */
const unwritten: string[] = [];
const argv = process.argv.slice(2);
try {
  process.exitCode = await run(argv);
} catch (thrown) {
  process.stderr.write(`error: ${redact(messageOf(thrown))}\n`);
  process.exitCode = isRefusal(thrown) ? 2 : 1;
}

async function run(words: readonly string[]): Promise<number> {
  const [first] = words;
  if (first === undefined || words.includes('--help') || words.includes('-h')) return printHelp();
  if (first === '--version') return print([SERVER_VERSION]);
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  if (first === 'serve') {
    const upstreamToken = parseUpstreamToken(process.env['PAKS_UPSTREAM_TOKEN']);
    const settings = { ...readSettings(words.slice(1), databaseUrl), upstreamToken };
    await serve(settings, log, stopSignal());
    return 0;
  }
  return await operate(words, databaseUrl);
}

async function operate(words: readonly string[], databaseUrl: string | undefined): Promise<number> {
  const { dataDirectory, rest: given } = takeDataDirectory(words);
  const rest = withAbsoluteFile(given);
  const answer = databaseUrl === undefined ? await askStarted(dataDirectory, rest) : null;
  if (answer !== null) {
    if (answer.ok) return print(answer.lines);
    process.stderr.write(`error: ${answer.lines.join('\n')}\n`);
    return 2;
  }
  const settings = { ...DEFAULT_SETTINGS, dataDirectory, databaseUrl };
  return await withRegistry(settings, log, async (registry) =>
    print(await runOperatorCommand(registry, rest)),
  );
}

/** Aborts on the first request to end; a second one ends at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}

function log(record: LogRecord): void {
  const line = JSON.stringify({ at: new Date().toISOString(), ...record });
  if (unwritten.length === 0) setImmediate(writeLog);
  unwritten.push(`${redact(line)}\n`);
  if (record.level === 'error') writeLog();
}

/** Under load many lines go out at once: a write for each costs as much as answering from memory. */
function writeLog(): void {
  if (unwritten.length > 0) process.stderr.write(unwritten.splice(0).join(''));
}

function print(lines: readonly string[]): number {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function printHelp(): number {
  const commands = operatorCommands.map(
    ({ words, parameters, summary }) => `  paks-registry ${words} ${parameters}\n      ${summary}`,
  );
  return print([
    'paks-registry: a registry for Paks',
    '',
    `  paks-registry serve ${SERVE_PARAMETERS}`,
    '      serve; `DATABASE_URL` names a PostgreSQL instead of the embedded database',
    ...commands,
    '',
    'Every command but `serve` takes `--data DIR`, the folder of the embedded database.',
  ]);
}
