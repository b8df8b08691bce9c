import { describe, expect, test } from '@jest/globals';
import { emptyLedger, type Ledger, rowsByTarget } from '../../../src/linker/Ledger.ts';
import { formatLedger, type LedgerBase, parseLedger } from '../../../src/linker/ledgerFormat.ts';
import { editableLink, rowFor, wantedLink } from '../../helpers/links.ts';

const base: LedgerBase = { root: '/project', scope: 'project' };
const older = wantedLink('pdf', { content: 'older' });
const ledger: Ledger = {
  rows: rowsByTarget([
    { ...rowFor(wantedLink('pdf'), null), previous: rowFor(older).installed },
    rowFor(wantedLink('acme/deploy', { directory: '/project/.agents/skills' })),
    rowFor(editableLink('house', '/project/skills/house', '/project/.agents/skills')),
    rowFor(editableLink('far', '/elsewhere/far', '/project/.agents/skills')),
  ]),
  made: new Set(['/project/.claude', '/project/.claude/skills']),
  inputs: { manifest: 'abc', lock: 'def' },
};

describe('the ledger as text', () => {
  test('reads back what was written', () => {
    expect(parseLedger(formatLedger(ledger, base), base)).toEqual(ledger);
    expect(parseLedger(formatLedger(emptyLedger, base), base)).toEqual(emptyLedger);
  });

  test('is the same whatever order it was filled in', () => {
    const reversed = {
      rows: new Map([...ledger.rows].reverse()),
      made: new Set([...ledger.made].reverse()),
      inputs: { lock: 'def', manifest: 'abc' },
    };
    expect(formatLedger(reversed, base)).toBe(formatLedger(ledger, base));
  });

  test('moves with its project', () => {
    const moved = parseLedger(formatLedger(ledger, base), { root: '/moved', scope: 'project' });
    expect([...(moved?.made ?? [])]).toEqual(['/moved/.claude', '/moved/.claude/skills']);
    const sources = [...(moved?.rows.values() ?? [])].map(({ installed }) => installed.source);
    expect(sources).toEqual([null, '/elsewhere/far', '/moved/skills/house', null]);
  });

  test("keeps a user's directories where they are", () => {
    const home: LedgerBase = { root: '/home/ann/.config/paks/global', scope: 'user' };
    const personal: Ledger = {
      ...emptyLedger,
      rows: rowsByTarget([rowFor(wantedLink('pdf', { directory: '/home/ann/.claude/skills' }))]),
      made: new Set(['/home/ann/.claude/skills']),
    };
    expect(parseLedger(formatLedger(personal, home), home)).toEqual(personal);
  });
});

describe('a ledger that is not believed', () => {
  const text = formatLedger(ledger, base);
  const without = (from: string, to: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };

  test.each([
    ['broken JSON', text.slice(0, -20)],
    ['an empty file', ''],
    ['another format', without('"version": 1', '"version": 2')],
    ['no rows', '{"version":1,"inputs":{},"made":[]}'],
    ['a list for rows', '{"version":1,"inputs":{},"made":[],"directories":[]}'],
    ['a weak integrity', text.replaceAll('sha256-', 'sha1-')],
    ['an unknown kind', without('"kind": "copied"', '"kind": "hard link"')],
    ['an input that is no text', without('"abc"', '7')],
  ])('%s', (_, broken) => {
    expect(parseLedger(broken, base)).toBeNull();
  });

  test('T01: one that claims a directory outside the project, or a name that is a path', () => {
    expect(parseLedger(without('".claude/skills": {', '"../other": {'), base)).toBeNull();
    expect(parseLedger(without('".claude/skills": {', '"/home/ann/.ssh": {'), base)).toBeNull();
    expect(parseLedger(without('"pdf": {', '"../pdf": {'), base)).toBeNull();
    expect(parseLedger(without('"pdf": {', '"a/b/pdf": {'), base)).toBeNull();
    expect(parseLedger(without('".claude"', '"/home/ann"'), base)).toBeNull();
  });
});
