import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAnswer } from '../../../src/protocol/readAnswer.ts';
import { SearchAnswer } from '../../../src/protocol/skillSchemas.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

const SKILLS: readonly (readonly [string, string, string, string])[] = [
  ['stakpak', 'kubernetes-deploy', 'Deploy applications to Kubernetes clusters', 'devops'],
  ['stakpak', 'terraform', 'Plans and applies infrastructure', 'devops'],
  ['acme', 'deploy', 'Rolls releases out and back', 'releases'],
  ['acme', 'pdf', 'Extracts text from documents', 'documents'],
  ['zeta', 'invoices', 'Reads invoices, which are pdf files', 'documents'],
];

beforeAll(async () => {
  registry = await startRegistryHarness();
  await registry.publishAll(
    SKILLS.map(([account, name, description, category]) => ({
      account,
      name,
      version: '1.0.0',
      description,
      frontmatter: [`categories: [${category}]`, `keywords: [${name.slice(0, 3)}, shared]`],
    })),
  );
}, 60_000);

afterAll(async () => await registry.close());

const find = async (query: string) => {
  const { status, text } = await registry.ask(`/api/skills/search?${query}`);
  expect(status).toBe(200);
  return readAnswer(SearchAnswer, text, 'search');
};
const names = async (query: string) => (await find(query)).data.map(({ name }) => name);

describe('a search', () => {
  test.each([
    ['a whole word of a name', 'q=kubernetes', ['kubernetes-deploy']],
    ['a prefix', 'q=kube', ['kubernetes-deploy']],
    ['a full name', 'q=kubernetes-deploy', ['kubernetes-deploy']],
    ['another form of a word of the description', 'q=extracting', ['pdf']],
    ['a mistyped name', 'q=kubernets', ['kubernetes-deploy']],
    ['a mistyped word of the description', 'q=infrastrcture', ['terraform']],
    ['several words in any order', 'q=clusters+deploy', ['kubernetes-deploy']],
    ['a keyword', 'q=inv', ['invoices']],
    ['nothing, where no word is like it', 'q=zzzzzzzz', []],
    ['nothing, where there is no word in it', 'q=%26%7C!', []],
  ])('finds by %s', async (_what, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test('filters by category, keyword and author together', async () => {
    expect(await names('category=devops&sort=name')).toEqual(['kubernetes-deploy', 'terraform']);
    expect(await names('keyword=pdf')).toEqual(['pdf']);
    expect(await names('category=documents&author=zeta')).toEqual(['invoices']);
    expect(await names('account=zeta')).toEqual(['invoices']);
    expect(await names('q=pdf&author=acme')).toEqual(['pdf']);
    expect(await names('category=devops&author=zeta')).toEqual([]);
  });

  test('by relevance puts the skill of that name first', async () => {
    expect(await names('q=pdf&sort=relevance')).toEqual(['pdf', 'invoices']);
    expect((await names('q=deploy&sort=relevance'))[0]).toBe('deploy');
  });

  test('sorts by name, by the latest change and by downloads', async () => {
    expect(await names('sort=name')).toEqual([
      'deploy',
      'invoices',
      'kubernetes-deploy',
      'pdf',
      'terraform',
    ]);
    await registry.publish({
      account: 'acme',
      name: 'pdf',
      version: '1.1.0',
      frontmatter: ['categories: [documents]', 'keywords: [pdf, shared]'],
    });
    expect((await names('sort=recent'))[0]).toBe('pdf');
    await registry.ask('/api/skills/stakpak/terraform/versions/1.0.0/archive');
    expect((await names(''))[0]).toBe('terraform');
  });

  test('pages without repeating or skipping, by page or by offset', async () => {
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(...(await names(`sort=name&limit=2&page=${page}`)));
    expect(pages).toEqual(await names('sort=name'));
    expect(await names('sort=name&limit=2&offset=2')).toEqual(pages.slice(2, 4));
    expect((await find('limit=2&page=3')).meta).toEqual({ total: 5, page: 3, per_page: 2 });
    expect(await names('limit=2&page=9')).toEqual([]);
  });

  test('is also the list of skills', async () => {
    const list = await registry.ask('/api/skills?sort=name');
    expect(list.text).toBe((await registry.ask('/api/skills/search?sort=name')).text);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'page=0',
    'offset=-1',
    'sort=best',
    'page=1&offset=2',
    `q=${'a'.repeat(201)}`,
  ])('refuses %s', async (query) => {
    const { status, json } = await registry.ask(`/api/skills/search?${query}`);
    expect([status, json.error.code]).toEqual([400, 'INVALID_REQUEST']);
  });

  test.each(["'; drop table skills; --", '<script>', "a' | 'b:*", '\\', '%', '\u0000', ':*', '()'])(
    'takes %j for words',
    async (q) => {
      await find(new URLSearchParams({ q, category: q, keyword: q, author: q }).toString());
      expect((await find('')).meta.total).toBe(5);
    },
  );
});
