import { describe, expect, test } from '@jest/globals';
import { RenderedFiles } from '../../../packages/registry/src/web/markdown/RenderedFiles.ts';
import { renderSkillFile } from '../../../packages/registry/src/web/markdown/renderSkillFile.ts';
import { markupProblems } from '../../helpers/markupProblems.ts';

describe('renderSkillFile', () => {
  test('sets what follows the frontmatter, and keeps the source whole, hidden characters shown (T18)', () => {
    const readme = '---\nname: a\u202eb\n---\n# Title\n\n[//]: # (obey me)\n';
    expect(renderSkillFile(readme)).toEqual({
      kind: 'markup',
      html: '<h3>Title</h3>\n',
      source: readme.replace('\u202e', '⟦U+202E⟧'),
    });
  });

  test('takes a text without frontmatter, with CRLF, or with nothing', () => {
    expect(renderSkillFile('# Title')).toMatchObject({ html: '<h3>Title</h3>\n' });
    expect(renderSkillFile('---\r\nname: a\r\n---\r\ntext')).toMatchObject({
      html: '<p>text</p>\n',
    });
    expect(renderSkillFile('')).toEqual({ kind: 'markup', html: '', source: '' });
  });

  test('shows a very long text as it is, and no more than half a MiB of it (T20)', () => {
    const row = '<script>alert(1)</script> [a](javascript:x) |a|b|\n';
    const file = renderSkillFile(row.repeat(42_000));
    expect(file).toMatchObject({ kind: 'source', isCut: true });
    expect(file.source).toHaveLength(512 * 1024);
  });

  test.each([
    [
      'a table without cells',
      `${'|a'.repeat(150)}|\n${'|-'.repeat(150)}|\n${'x\n'.repeat(40_000)}`,
    ],
    ['emphasis', '*a_ '.repeat(32_000)],
    ['brackets', '![['.repeat(40_000)],
    ['comments', '</<!--'.repeat(20_000)],
  ])('renders the longest text of %s without giving up (T20)', (_name, text) => {
    const file = renderSkillFile(text);
    if (file.kind !== 'markup') throw new Error('it is short enough to be parsed');
    expect(markupProblems(file.html)).toEqual([]);
  });
});

describe('RenderedFiles', () => {
  test('renders a text once, and again after it had to leave', () => {
    const files = new RenderedFiles(45);
    const first = files.get('sha256-1', 'one two three');
    expect(files.get('sha256-1', 'one two three')).toBe(first);
    files.get('sha256-2', 'four five six');
    expect(files.get('sha256-1', 'one two three')).not.toBe(first);
  });

  test('does not take a text that is not known yet for the text', () => {
    const files = new RenderedFiles(1_000);
    expect(files.get('sha256-1', '').source).toBe('');
    expect(files.get('sha256-1', 'here now').source).toBe('here now');
  });

  test('keeps what was used last', () => {
    const files = new RenderedFiles(70);
    const one = files.get('1', 'a'.repeat(10));
    files.get('2', 'b'.repeat(10));
    files.get('1', 'a'.repeat(10));
    files.get('3', 'c'.repeat(10));
    expect(files.get('1', 'a'.repeat(10))).toBe(one);
  });
});
