import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codeOf } from '../../../src/errors/describeFailure.ts';
import { atomicWrite } from '../../../src/io/atomicWrite.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';

let directory: string;
let target: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'paks-test-'));
  target = join(directory, 'paks.lock');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function thrown(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('an atomic write', () => {
  test('creates a file, and replaces one', () => {
    atomicWrite(fs, target, 'one');
    atomicWrite(fs, target, 'two');
    expect(readFileSync(target, 'utf8')).toBe('two');
    expect(readdirSync(directory)).toEqual(['paks.lock']);
  });

  test('keeps the mode of what it replaces', () => {
    writeFileSync(target, 'old', { mode: 0o600 });
    atomicWrite(fs, target, 'new');
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test('T11 gives a new file exactly the mode that is asked for', () => {
    writeFileSync(target, 'old', { mode: 0o644 });
    atomicWrite(fs, target, 'secret', { mode: 0o600 });
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test('keeps a mode that the umask would not give', () => {
    writeFileSync(target, 'old', { mode: 0o644 });
    const before = process.umask(0o077);
    try {
      atomicWrite(fs, target, 'new');
    } finally {
      process.umask(before);
    }
    expect(statSync(target).mode & 0o777).toBe(0o644);
  });

  test('T02 refuses to write through a link or onto a directory', () => {
    const outside = join(directory, 'outside');
    writeFileSync(outside, 'untouched');
    symlinkSync(outside, target);
    expect(codeOf(thrown(() => atomicWrite(fs, target, 'x')))).toBe('UNSAFE_TARGET');
    expect(codeOf(thrown(() => atomicWrite(fs, target, 'x', { mode: 0o600 })))).toBe(
      'UNSAFE_TARGET',
    );
    expect(codeOf(thrown(() => atomicWrite(fs, directory, 'x')))).toBe('UNSAFE_TARGET');
    expect(readFileSync(outside, 'utf8')).toBe('untouched');
    expect(readdirSync(directory).toSorted()).toEqual(['outside', 'paks.lock']);
  });

  test.each(['ENOSPC', 'EIO'])('R04 leaves the old bytes or the new on %s in any call', (code) => {
    const quiet = faultyFileSystem(0);
    writeFileSync(target, 'old');
    atomicWrite(quiet.fs, target, 'old');
    for (let call = 1; call <= quiet.calls(); call++) {
      const faulty = faultyFileSystem(call, code);
      const error = thrown(() => atomicWrite(faulty.fs, target, 'new'));
      expect(codeOf(error)).toBe(code);
      const renamed = faulty.failed() === 'syncDirectory';
      expect(readFileSync(target, 'utf8')).toBe(renamed ? 'new' : 'old');
      expect(readdirSync(directory)).toEqual(['paks.lock']);
      atomicWrite(fs, target, 'old');
    }
    expect(quiet.calls()).toBeGreaterThanOrEqual(5);
  });
});
