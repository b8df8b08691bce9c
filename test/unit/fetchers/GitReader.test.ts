import { beforeEach, describe, expect, test } from '@jest/globals';
import { GitObjects } from '../../../src/fetchers/GitObjects.ts';
import { GitReader } from '../../../src/fetchers/GitReader.ts';
import { createSkillReader } from '../../../src/fetchers/readSkillText.ts';
import type { TreeCache } from '../../../src/fetchers/TreeCache.ts';
import type { Version } from '../../../src/model/Range.ts';
import { parseSkillId, type SkillId } from '../../../src/model/SkillId.ts';
import { type GitReference, type GitSource, sourceKey } from '../../../src/model/Source.ts';
import { memoryGit, type MemoryGit } from '../../helpers/memoryGit.ts';

const PDF = parseSkillId('pdf');
const noCache = { read: async () => null, write: async () => undefined } as unknown as TreeCache;

let git: MemoryGit;
let reader: GitReader;

beforeEach(() => {
  git = memoryGit();
  reader = new GitReader(new GitObjects(git, noCache), createSkillReader('paks', false));
});

function source(reference: GitReference, path = ''): GitSource {
  return { kind: 'git', url: 'https://example.com/acme/skills.git', path, reference };
}

function text(name: string, ...lines: string[]): string {
  return ['---', `name: ${name}`, 'description: About it.', ...lines, '---', ''].join('\n');
}

async function versions(wanted: GitSource): Promise<readonly string[]> {
  return (await reader.candidates(PDF, wanted)).map(({ version }) => version);
}

describe('GitReader', () => {
  test('offers the repository’s tags for a range, none of them dated or yanked', async () => {
    git.commit({ 'SKILL.md': text('pdf') }, 'refs/tags/v1.0.0');
    git.commit({ 'SKILL.md': text('pdf') }, 'refs/tags/1.1.0', 'refs/tags/stable');

    expect(await reader.candidates(PDF, source({ kind: 'versions' }))).toEqual([
      { version: '1.0.0', yanked: false, publishedAt: null, dependencies: null },
      { version: '1.1.0', yanked: false, publishedAt: null, dependencies: null },
    ]);
  });

  test('offers of a branch that the project pins that commit, and asks for no reference', async () => {
    const pinned = git.commit({ 'SKILL.md': text('pdf') });
    const head = git.commit({ 'SKILL.md': text('pdf', 'license: MIT') }, 'refs/heads/main');
    const branch = source({ kind: 'branch', name: 'main' });
    const pins = new Map([[`${PDF} ${sourceKey(branch)}`, pinned]]);
    const objects = new GitObjects(git, noCache);
    const held = new GitReader(objects, createSkillReader('paks', false), pins);
    const locate = async (id: SkillId) => {
      const [only] = await held.candidates(id, branch);
      return (await held.locate(id, only?.version as Version, branch)).pin;
    };
    expect(await locate(PDF)).toMatchObject({ commit: pinned, reference: branch.reference });
    expect(git.asked).toEqual([`tree ${pinned}`]);
    expect(await locate(parseSkillId('other'))).toMatchObject({ commit: head });
  });

  test('prefers tags of the skill’s own name, or its directory’s, to plain ones', async () => {
    git.commit({}, 'refs/tags/v9.0.0', 'refs/tags/pdf@1.0.0', 'refs/tags/forms@2.0.0');

    expect(await versions(source({ kind: 'versions' }, 'skills/pdf'))).toEqual(['1.0.0']);
    expect(await versions(source({ kind: 'versions' }, 'skills/other'))).toEqual(['1.0.0']);
    const other = await reader.candidates(
      parseSkillId('x'),
      source({ kind: 'versions' }, 'skills/forms'),
    );
    expect(other.map(({ version }) => version)).toEqual(['2.0.0']);
  });

  test('a folder beside a tagged version is taken from the same tag', async () => {
    git.commit(
      { 'a/SKILL.md': text('pdf', 'dependencies:', '  - name: b', '    path: ../b') },
      'refs/tags/v1.0.0',
    );

    const wanted = source({ kind: 'versions' }, 'a');
    expect(await reader.dependencies(PDF, '1.0.0' as Version, wanted)).toMatchObject([
      { id: 'b', source: { path: 'b', reference: { kind: 'tag', name: 'v1.0.0' } } },
    ]);
  });

  test('a range on a repository without version tags is an error that names the choices', async () => {
    git.commit({}, 'HEAD', 'refs/tags/stable');

    await expect(versions(source({ kind: 'versions' }))).rejects.toMatchObject({
      code: 'REF_NOT_FOUND',
      hint: 'name a `branch`, a `tag` or a `rev` instead of a `version`',
    });
  });

  test('offers one version for a branch, a tag, a commit and the default', async () => {
    const commit = git.commit(
      {},
      'HEAD',
      'refs/heads/main',
      'refs/tags/v2.0.0',
      'refs/tags/stable',
    );
    const pseudo = `0.0.0-20260801.${commit.slice(0, 7)}`;

    expect(await versions(source({ kind: 'default' }))).toEqual([pseudo]);
    expect(await versions(source({ kind: 'branch', name: 'main' }))).toEqual([pseudo]);
    expect(await versions(source({ kind: 'commit', id: commit }))).toEqual([pseudo]);
    expect(await versions(source({ kind: 'tag', name: 'stable' }))).toEqual([pseudo]);
    expect(await versions(source({ kind: 'tag', name: 'v2.0.0' }))).toEqual(['2.0.0']);
  });

  test('asks for one branch by name, and for its neighbours only to suggest one', async () => {
    git.commit({}, 'HEAD', 'refs/heads/main', 'refs/heads/other', 'refs/tags/mian');

    await versions(source({ kind: 'branch', name: 'main' }));
    expect(git.asked[0]).toBe('references refs/heads/main');

    await expect(versions(source({ kind: 'branch', name: 'mian' }))).rejects.toMatchObject({
      code: 'REF_NOT_FOUND',
      hint: 'did you mean `main`?',
    });
  });

  test('locates a version by its commit, with the tag that chose it', async () => {
    const commit = git.commit({}, 'refs/tags/v1.0.0');
    const wanted = source({ kind: 'versions' }, 'skills/pdf');

    expect(await reader.locate(PDF, '1.0.0' as Version, wanted)).toEqual({
      id: 'pdf',
      version: '1.0.0',
      integrity: null,
      pin: { ...wanted, tag: 'v1.0.0', commit },
    });
    await expect(reader.locate(PDF, '1.0.1' as Version, wanted)).rejects.toMatchObject({
      code: 'REF_NOT_FOUND',
    });
  });

  test('reads what a version needs, a folder as a place in the same commit', async () => {
    const needs = ['dependencies:', '  - name: base', '    path: ../base'];
    git.commit({ 'skills/pdf/SKILL.md': text('pdf', ...needs) }, 'HEAD');
    const wanted = source({ kind: 'default' }, 'skills/pdf');
    const [candidate] = await reader.candidates(PDF, wanted);

    const found = await reader.dependencies(PDF, candidate?.version ?? ('' as Version), wanted);

    expect(found).toEqual([
      { id: 'base', range: '*', source: source({ kind: 'default' }, 'skills/base') },
    ]);
  });

  test('asks for a small skill’s files with its `SKILL.md`, and for no more of a large one', async () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`big/f${i}`, `${i}`]));
    git.commit({ 'SKILL.md': text('pdf'), 'a.md': 'a', 'b.md': 'b' }, 'refs/tags/v1.0.0');
    git.commit({ 'big/SKILL.md': text('big'), ...many }, 'refs/tags/v2.0.0');

    await reader.dependencies(PDF, '1.0.0' as Version, source({ kind: 'versions' }));
    await reader.dependencies(PDF, '2.0.0' as Version, source({ kind: 'versions' }, 'big'));

    expect(git.asked.filter((line) => line.startsWith('blobs'))).toEqual(['blobs 3', 'blobs 1']);
  });

  test('reads a `SKILL.md` that is a link to another file of the skill', async () => {
    const link = { mode: '120000', text: 'README.md' } as const;
    git.commit({ 'SKILL.md': link, 'README.md': text('pdf') }, 'refs/tags/v1.0.0');

    const wanted = source({ kind: 'versions' });
    expect(await reader.dependencies(PDF, '1.0.0' as Version, wanted)).toEqual([]);
  });

  test('T07: refuses a skill with a submodule before asking for any of its files', async () => {
    const submodule = { mode: '160000', text: 'elsewhere' } as const;
    git.commit({ 'SKILL.md': text('pdf'), lib: submodule }, 'refs/tags/v1.0.0');

    await expect(
      reader.dependencies(PDF, '1.0.0' as Version, source({ kind: 'versions' })),
    ).rejects.toMatchObject({ code: 'UNSAFE_LINK' });
    expect(git.asked.some((line) => line.startsWith('blobs'))).toBe(false);
  });

  test('names where the repository has skills when the path has none', async () => {
    git.commit({ 'skills/pdf/SKILL.md': text('pdf') }, 'refs/tags/v1.0.0');

    await expect(
      reader.dependencies(PDF, '1.0.0' as Version, source({ kind: 'versions' }, 'pdf')),
    ).rejects.toMatchObject({
      code: 'NOT_A_SKILL',
      hint: 'add `path = "…"`; it holds skills at `skills/pdf`',
    });
  });
});
