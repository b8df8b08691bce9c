import { describe, expect, test } from '@jest/globals';
import { SyntaxProblem } from '../../../src/errors/SyntaxProblem.ts';

function problemAt(text: string, line: number, column: number): SyntaxProblem {
  const position = { file: 'paks.toml', line, column };
  return new SyntaxProblem('MANIFEST_INVALID', { message: 'unknown key `x`', position, text });
}

function caretIn(excerpt: unknown): string {
  const [shown = '', caret = ''] = String(excerpt).split('\n');
  return shown.charAt(caret.length - 1);
}

describe('SyntaxProblem', () => {
  test('says where it is, and shows the line with a caret', () => {
    const problem = problemAt('a = 1\r\nbad = 2\r\n', 2, 7);
    expect(problem.message).toBe('paks.toml:2:7: unknown key `x`');
    expect(problem.exit).toBe(2);
    expect(problem.position).toEqual({ file: 'paks.toml', line: 2, column: 7 });
    expect(problem.data).toEqual({
      file: 'paks.toml',
      line: 2,
      column: 7,
      excerpt: '2 | bad = 2\n          ^',
    });
  });

  test.each([
    ['after tabs', '\t\tname = X', 10],
    ['far into a long line', `${'-'.repeat(500)}X${'-'.repeat(500)}`, 501],
    ['after a control character that is shown by name', 'a\u0007 X', 4],
  ])('puts the caret under the place %s', (_, text, column) => {
    expect(caretIn(problemAt(text, 1, column).data['excerpt'])).toBe('X');
  });

  test('shows no more than a screen line', () => {
    const excerpt = String(problemAt('x'.repeat(10_000), 1, 5_000).data['excerpt']);
    expect(excerpt.length).toBeLessThan(250);
  });

  test('shows no credential and no control character of the line (T14, T15)', () => {
    const line = `pdf = { git = "https://me:hunter2@host.example/x\u001b[2J" }`;
    for (const column of [1, 20, 28, 32, line.length]) {
      const excerpt = String(problemAt(line, 1, column).data['excerpt']);
      expect(excerpt).not.toMatch(/hunter2|\u001b/);
    }
    const long = `${'-'.repeat(60)} https://me:hunter2${'2'.repeat(60)}@host.example/x`;
    expect(String(problemAt(long, 1, 120).data['excerpt'])).not.toContain('2222');
  });

  test('survives a place that is not in the text', () => {
    expect(problemAt('', 9, 9).data['excerpt']).toMatch(/^9 \| \n/);
  });
});
