import { describe, expect, test } from '@jest/globals';
import { emptyLedger, type Ledger, rowsByTarget } from '../../../src/linker/Ledger.ts';
import { installedBy, targetKey, type WantedLink } from '../../../src/linker/Link.ts';
import type { LinkPlan } from '../../../src/linker/LinkPlan.ts';
import { blockedError, planLinks } from '../../../src/linker/planLinks.ts';
import type { Fact } from '../../../src/linker/scanInstalled.ts';
import { rowFor, wantedLink } from '../../helpers/links.ts';

const pdf = wantedLink('pdf');
const newer = wantedLink('pdf', { content: 'newer', version: '1.1.0' });
const intact: Fact = { state: 'intact', installed: installedBy(pdf), fingerprint: 'now' };
const touched: Fact = { ...intact, state: 'touched' };
const changes = { added: ['notes.md'], changed: ['SKILL.md'], removed: [] };
const modified: Fact = { state: 'modified', installed: installedBy(pdf), changes };
const foreign: Fact = { state: 'foreign', found: 'directory' };

const owning = (...links: WantedLink[]): Ledger => ({
  ...emptyLedger,
  rows: rowsByTarget(links.map((link) => rowFor(link))),
});

/** Which list the target ended in. */
function listFor(
  wanted: WantedLink | null,
  fact: Fact,
  { ledger = emptyLedger, force = false }: { ledger?: Ledger; force?: boolean } = {},
): string {
  const facts = new Map([[targetKey(pdf), fact]]);
  const plan = planLinks({ wanted: wanted === null ? [] : [wanted], ledger, facts, force });
  return filled(plan).join(' ');
}

function filled(plan: LinkPlan): string[] {
  return Object.entries(plan).flatMap(([list, items]) => (items.length === 0 ? [] : [list]));
}

describe('a wanted skill', () => {
  const ledger = owning(pdf);

  test('is created where nothing is', () => {
    expect(listFor(pdf, { state: 'missing' })).toBe('create');
    expect(listFor(pdf, { state: 'missing' }, { ledger })).toBe('create');
  });

  test('is kept where its content is, whatever the ledger knew', () => {
    expect(listFor(pdf, intact, { ledger })).toBe('keep');
    expect(listFor(pdf, touched, { ledger })).toBe('keep');
    expect(listFor(pdf, touched)).toBe('keep');
  });

  test('is kept with its new version when only that changed', () => {
    const retagged = wantedLink('pdf', { version: '2.0.0' });
    const facts = new Map([[targetKey(pdf), intact]]);
    const { keep } = planLinks({ wanted: [retagged], ledger, facts, force: false });
    expect(keep.map(({ row }) => row)).toEqual([rowFor(retagged, 'now')]);
  });

  test('replaces another content of ours, and a link of ours that leads nowhere', () => {
    expect(listFor(newer, intact, { ledger })).toBe('replace');
    expect(listFor(newer, touched, { ledger })).toBe('replace');
    expect(listFor(pdf, { state: 'broken', installed: installedBy(pdf) }, { ledger })).toBe(
      'replace',
    );
  });

  test('replaces a copy by a link when the mode changed', () => {
    const linked = { ...pdf, mode: 'symlink' } as WantedLink;
    expect(listFor(linked, intact, { ledger })).toBe('replace');
  });

  test('leaves an edited skill as it is unless forced', () => {
    for (const link of [pdf, newer]) {
      expect(listFor(link, modified, { ledger })).toBe('edited');
      expect(listFor(link, modified, { ledger, force: true })).toBe('replace');
    }
  });

  test('is blocked by what is not ours unless forced', () => {
    expect(listFor(pdf, foreign)).toBe('blocked');
    expect(listFor(pdf, foreign, { force: true })).toBe('replace');
  });
});

describe('a skill that nobody wants any more', () => {
  const ledger = owning(pdf);

  test('is removed when it is as we put it there', () => {
    expect(listFor(null, intact, { ledger })).toBe('remove');
    expect(listFor(null, touched, { ledger })).toBe('remove');
  });

  test('is forgotten when it is gone', () => {
    expect(listFor(null, { state: 'missing' }, { ledger })).toBe('forget');
  });

  test('stays when it was edited, unless forced', () => {
    expect(listFor(null, modified, { ledger })).toBe('edited');
    expect(listFor(null, modified, { ledger, force: true })).toBe('remove');
  });
});

describe('what the plan tells', () => {
  test('names the changes of an edited skill and what would replace it', () => {
    const facts = new Map([[targetKey(pdf), modified]]);
    const { edited } = planLinks({ wanted: [newer], ledger: owning(pdf), facts, force: false });
    expect(edited).toEqual([
      {
        target: { directory: pdf.directory, name: 'pdf' },
        row: rowFor(pdf),
        link: newer,
        changes,
      },
    ]);
  });

  test('says what forced replacements found', () => {
    const docx = wantedLink('docx');
    const facts = new Map<string, Fact>([
      [targetKey(pdf), modified],
      [targetKey(docx), foreign],
    ]);
    const plan = planLinks({ wanted: [pdf, docx], ledger: owning(pdf), facts, force: true });
    expect(plan.replace.map(({ found, installed }) => [found, installed])).toEqual([
      ['edited', installedBy(pdf)],
      ['foreign', null],
    ]);
  });

  test('blocked links are one error that names them all', () => {
    const docx = wantedLink('docx');
    const facts = new Map<string, Fact>([
      [targetKey(pdf), foreign],
      [targetKey(docx), foreign],
    ]);
    const plan = planLinks({ wanted: [pdf, docx], ledger: emptyLedger, facts, force: false });
    expect(blockedError(plan)).toMatchObject({
      code: 'TARGET_NOT_OURS',
      message: '`/project/.claude/skills/pdf` was not put there by paks, and 1 more like it',
      data: { targets: [{ name: 'pdf', found: 'directory' }, { name: 'docx' }] },
    });
    expect(blockedError({ ...plan, blocked: [] })).toBeNull();
  });
});

test('L4, T01: refuses a name that is not one or two portable segments', () => {
  for (const name of [
    '..',
    '../up',
    'a/b/c',
    '/etc',
    '',
    '.',
    'a/..',
    '.git',
    'con',
    'a\\b',
    'a/',
  ]) {
    const link = { ...pdf, name };
    const facts = new Map<string, Fact>([[targetKey(link), { state: 'missing' }]]);
    expect(() => planLinks({ wanted: [link], ledger: emptyLedger, facts, force: true })).toThrow(
      expect.objectContaining({ code: 'UNSAFE_PATH' }),
    );
  }
});

test('a target that nobody looked at is never planned', () => {
  const plan = () =>
    planLinks({ wanted: [pdf], ledger: emptyLedger, facts: new Map(), force: false });
  expect(plan).toThrow(expect.objectContaining({ code: 'BUG' }));
});
