import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { PaksEvent } from '../../../src/events/events.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { type ReporterOptions, TerminalReporter } from '../../../src/render/TerminalReporter.ts';
import { createTheme } from '../../../src/render/theme.ts';

const CLEAR = '\r\u001b[2K';
const EMPTY = '░'.repeat(20);
const HALF = '█'.repeat(10) + '░'.repeat(10);
const id = parseSkillId('acme/base');

/** One event of each type: a new type without a line here does not compile. */
const EVENTS: { readonly [Type in PaksEvent['type']]: Extract<PaksEvent, { type: Type }> } = {
  'resolve.started': { type: 'resolve.started', skills: 3 },
  'resolve.progress': { type: 'resolve.progress', id, version: '1.0.0' },
  'resolve.finished': { type: 'resolve.finished', skills: 4 },
  'fetch.started': { type: 'fetch.started', total: 2 },
  'fetch.progress': { type: 'fetch.progress', id, bytes: 1500 },
  'fetch.finished': { type: 'fetch.finished', id, version: '1.0.0' },
  'link.started': { type: 'link.started', total: 1 },
  'link.finished': { type: 'link.finished', directory: '.agents/skills/base' },
  'request.retried': { type: 'request.retried', url: 'https://a/', waitMs: 1200, reason: '503' },
  'script.started': { type: 'script.started', name: 'post-install', command: 'make' },
  'script.printed': { type: 'script.printed', text: 'made\n' },
  'lock.waiting': { type: 'lock.waiting', holder: 'process 7' },
  step: { type: 'step', mark: 'started', text: 'Creating tag: v1.0.0' },
  warning: { type: 'warning', code: 'shadowed', message: 'careful', hint: 'look' },
  note: { type: 'note', message: 'by the way' },
};

function reporting(options: Partial<ReporterOptions> = {}) {
  let text = '';
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const theme = createTheme(false);
  const reporter = new TerminalReporter({
    stderr,
    theme,
    width: null,
    quiet: false,
    verbose: false,
    ...options,
  });
  const after = (...events: readonly PaksEvent[]): string => {
    text = '';
    for (const event of events) reporter.report(event);
    return text;
  };
  return { reporter, after, text: () => text };
}

describe('TerminalReporter', () => {
  test('off a terminal says only what lasts', () => {
    const { after } = reporting();
    expect(after(...Object.values(EVENTS))).toBe(
      'running post-install: make\nmade\nwaiting for another paks (process 7)\n  Creating tag: v1.0.0\nwarning: careful\nhint: look\n',
    );
  });

  test('with --verbose says what happened, still without a progress line', () => {
    const { after } = reporting({ verbose: true });
    expect(after(...Object.values(EVENTS))).toBe(
      [
        'resolved 4 skills',
        'fetched acme/base 1.0.0',
        'linked .agents/skills/base',
        'retrying https://a/ in 2 s: 503',
        'running post-install: make',
        'made',
        'waiting for another paks (process 7)',
        '  Creating tag: v1.0.0',
        'warning: careful',
        'hint: look',
        'by the way',
        '',
      ].join('\n'),
    );
  });

  test('with --quiet keeps warnings only, on a terminal too', () => {
    const { after } = reporting({ quiet: true, verbose: true, width: 80 });
    expect(after(...Object.values(EVENTS))).toBe('warning: careful\nhint: look\n');
  });

  test('on a terminal one line lives through resolving, fetching and linking', () => {
    const { after } = reporting({ width: 80 });
    expect(after(EVENTS['resolve.started'])).toBe(`${CLEAR}resolving 3 skills`);
    expect(after(EVENTS['resolve.progress'])).toBe(`${CLEAR}resolving acme/base 1.0.0`);
    expect(after(EVENTS['resolve.finished'])).toBe('');
    expect(after(EVENTS['fetch.started'])).toBe(`${CLEAR}fetching ${EMPTY} 0/2, 0 B`);
    expect(after(EVENTS['fetch.progress'])).toBe(`${CLEAR}fetching ${EMPTY} 0/2, 1.5 kB`);
    expect(after(EVENTS['fetch.finished'])).toBe(`${CLEAR}fetching ${HALF} 1/2, 1.5 kB`);
    expect(after(EVENTS['link.started'])).toBe(`${CLEAR}linking 1 directory`);
    expect(after(EVENTS['link.finished'])).toBe('');
  });

  test('a narrow terminal has no room for the bar', () => {
    expect(reporting({ width: 59 }).after(EVENTS['fetch.started'])).toBe(
      `${CLEAR}fetching 0/2, 0 B`,
    );
  });

  test('draws nothing again that stands there already', () => {
    const { after } = reporting({ width: 80 });
    after(EVENTS['fetch.started'], { type: 'fetch.progress', id, bytes: 1_500_000 });
    expect(after({ type: 'fetch.progress', id, bytes: 1 })).toBe('');
  });

  test('counts from the start when skills are fetched once more', () => {
    const { after } = reporting({ width: 80 });
    after(EVENTS['fetch.started'], EVENTS['fetch.progress'], EVENTS['fetch.finished']);
    expect(after(EVENTS['fetch.started'])).toBe(`${CLEAR}fetching ${EMPTY} 0/2, 0 B`);
  });

  test('a lasting line takes the progress line away first', () => {
    const { after } = reporting({ width: 80 });
    after(EVENTS['fetch.started']);
    expect(after(EVENTS.warning)).toBe(`${CLEAR}warning: careful\nhint: look\n`);
    expect(after(EVENTS['lock.waiting'])).toBe('waiting for another paks (process 7)\n');
  });

  test('closing clears the line, and nothing is drawn any more', () => {
    const { after, reporter, text } = reporting({ width: 80 });
    after(EVENTS['fetch.started']);
    reporter.close();
    expect(text().endsWith(CLEAR)).toBe(true);
    expect(after(EVENTS['fetch.progress'], EVENTS['link.started'])).toBe('');
    expect(after(EVENTS.warning)).toBe('warning: careful\nhint: look\n');
  });

  test('an account of steps has signs on a terminal, and none elsewhere', () => {
    const { after } = reporting({ width: 80 });
    const text = 'SKILL.md valid';
    const passed = { type: 'step', mark: 'passed', text } as const;
    expect(after({ type: 'step', mark: 'heading', text: 'Checks:' }, passed, EVENTS.step)).toBe(
      'Checks:\n  ✓ SKILL.md valid\n  → Creating tag: v1.0.0\n',
    );
    expect(reporting().after(passed)).toBe('  SKILL.md valid\n');
  });

  test('the progress line never reaches the last column', () => {
    const long = parseSkillId(`${'a'.repeat(39)}/${'b'.repeat(64)}`);
    const { after } = reporting({ width: 80 });
    const drawn = after({ type: 'resolve.progress', id: long, version: '1.0.0' });
    expect(drawn.slice(CLEAR.length)).toHaveLength(79);
  });

  test('T14: foreign text cannot move the cursor', () => {
    const { after } = reporting();
    const message = 'a\u001b[2J\r\u202eb';
    expect(after({ type: 'warning', code: 'x', message })).toBe(
      'warning: a\\u{1b}[2J\\u{d}\\u{202e}b\n',
    );
  });

  test('makes room for a question, and goes on after it', () => {
    const { after, reporter, text } = reporting({ width: 80 });
    const drawn = after(EVENTS['fetch.started']);
    reporter.makeRoom();
    expect(text()).toBe(`${drawn}${CLEAR}`);
    expect(after(EVENTS['fetch.started'])).toBe(drawn);
  });

  test('breaks warnings and hints between words, where the terminal ends', () => {
    const message = 'something of some length';
    const warning = { type: 'warning', code: 'TEST', message, hint: 'do `this and that`' } as const;
    expect(reporting({ width: 24 }).after(warning)).toBe(
      'warning: something of\n  some length\nhint: do `this and that`\n',
    );
  });
});
