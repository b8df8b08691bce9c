import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contentsOf } from '../../../scripts/site/contents.ts';
import { headingsOf, linksOf } from '../../../scripts/site/headings.ts';
import { readDocs } from '../../../scripts/site/readDocs.ts';

const BESIDE = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

function everyFile(): ReadonlyMap<string, string> {
  const docs = [...readDocs()].map(([path, text]) => [join('docs', path), text] as const);
  return new Map([...BESIDE.map((path) => [path, readFileSync(path, 'utf8')] as const), ...docs]);
}

/** Why a link leads nowhere; null where it leads somewhere, or out of the repository. */
function problem(file: string, link: string): string | null {
  if (/^(?:https?|mailto):/.test(link)) return null;
  const [path = '', anchor] = decodeURIComponent(link).split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(target)) return `${file}: ${link} is not there`;
  if (anchor === undefined) return null;
  const known = statSync(target).isFile() ? headingsOf(readFileSync(target, 'utf8')) : [];
  return known.some((heading) => heading.anchor === anchor)
    ? null
    : `${file}: ${link} has no such heading`;
}

describe('the documentation', () => {
  test('every link between files leads to a file, and to a heading in it', () => {
    const problems = [...everyFile()].flatMap(([file, text]) =>
      linksOf(text).flatMap((link) => problem(file, link) ?? []),
    );

    expect(problems).toEqual([]);
  });

  test('a link that leads nowhere is noticed', () => {
    expect(problem('README.md', 'docs/nothing.md')).toContain('is not there');
    expect(problem('README.md', 'docs/README.md#no-such-heading')).toContain('no such heading');
    expect(problem('README.md', 'CONTRIBUTING.md#words')).toBeNull();
  });

  test('every page is reached from the index, by links of pages that are', () => {
    const docs = readDocs();
    const reached = new Set(['README.md']);
    for (const path of reached) {
      for (const link of linksOf(docs.get(path) ?? '')) {
        const target = join(dirname(path), link.split('#')[0] ?? '');
        if (docs.has(target)) reached.add(target);
      }
    }

    expect([...docs.keys()].filter((path) => !reached.has(path))).toEqual([]);
  });

  test('the navigation has every guide, and the index of every reference', () => {
    const entries = contentsOf(readDocs().get('README.md') ?? '').flatMap((section) =>
      section.entries.map(({ path }) => path),
    );
    const wanted = [...readDocs().keys()].filter(
      (path) =>
        path !== 'README.md' && (/^(?:guides\/)?[^/]+$/.test(path) || path.endsWith('/README.md')),
    );

    expect(wanted.filter((path) => !entries.includes(path))).toEqual([]);
  });

  test('no line of a guide or of README.md is longer than 120 characters, tables aside', () => {
    const guides = [...everyFile()].filter(([file]) =>
      /^(?:README.md|docs\/(?:guides\/)?[^/]+)$/.test(file),
    );
    const long = guides.flatMap(([file, text]) =>
      text
        .split('\n')
        .filter((line) => line.length > 120 && !line.startsWith('|'))
        .map((line) => `${file}: ${line}`),
    );

    expect(guides.length).toBeGreaterThan(15);
    expect(long).toEqual([]);
  });
});
