/**
 * Runs every check that runs no code of ours, in two streams at once: the compiler takes as long as the
 * rest. A stream ends with its first failure; what a check prints is shown when it has ended.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const streams = [['types'], ['lint', 'format', 'layers', 'unused']];

const passed = await Promise.all(streams.map(runInTurn));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function runInTurn(checks) {
  for (const check of checks) {
    if (!(await passes(check))) return false;
  }
  return true;
}

async function passes(check) {
  const child = spawn('npm', ['run', '--silent', check], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [output, problems, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  process.stdout.write(`${check}: ${code === 0 ? 'passed' : 'failed'}\n${output}${problems}`);
  return code === 0;
}
