import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeGitRepository, type TestFile } from '../../helpers/gitRepository.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let token: string;
let made = 0;

beforeAll(async () => {
  registry = await startRegistryHarness();
  token = await registry.createToken('acme');
}, 60_000);

afterAll(async () => await registry.close());

const SKILL = '---\nname: deploy\ndescription: Tests\nmetadata:\n  version: "1.0.0"\n---\n# Hi\n';

const index = async (
  files: Readonly<Record<string, TestFile>>,
  { tag = 'v1.0.0', path = 'deploy' } = {},
) => {
  const name = `repository-${++made}`;
  const repository = await makeGitRepository(registry.host.root, name);
  await repository.commit(files, { tags: [tag] });
  return await ask(name, { tag, path });
};
const ask = async (name: string, { tag = 'v1.0.0', path = 'deploy' } = {}) => {
  const { status, json } = await registry.ask('/api/skills/index', {
    token,
    body: { repository: `${registry.host.url}/${name}.git`, tag, skill_path: path },
  });
  return [status, json.error?.code, json.error?.message];
};

describe('indexing refuses', () => {
  test.each<[string, Record<string, TestFile>, RegExp]>([
    ['no skill at the path', { 'other/SKILL.md': SKILL }, /holds no `SKILL.md`/],
    ['a misspelt file', { 'deploy/skill.md': SKILL }, /holds no `SKILL.md`/],
    ['no frontmatter', { 'deploy/SKILL.md': '# Hi' }, /SKILL.md:1/],
    [
      'a name unlike the directory',
      { 'deploy/SKILL.md': SKILL.replace('deploy', 'other') },
      /`other`/,
    ],
    [
      'a name against the specification',
      { 'deploy/SKILL.md': SKILL.replace('deploy', 'De Ploy') },
      /De Ploy/,
    ],
    ['a byte order mark', { 'deploy/SKILL.md': `\ufeff${SKILL}` }, /SKILL.md:1/],
    ['a zero byte', { 'deploy/SKILL.md': `${SKILL}\0` }, /zero byte|SKILL\.md/],
    ['a version that is none', { 'deploy/SKILL.md': SKILL.replace('1.0.0', 'newest') }, /newest/],
    [
      'a version unlike the tag',
      { 'deploy/SKILL.md': SKILL.replace('1.0.0', '2.0.0') },
      /stands for 1\.0\.0/,
    ],
    ['hidden text (T18)', { 'deploy/SKILL.md': `${SKILL}a\u202eb` }, /U\+202E/],
    [
      'a link out of the skill (T02)',
      { 'deploy/SKILL.md': SKILL, 'deploy/x': { mode: '120000', content: '../../etc/passwd' } },
      /link/,
    ],
    [
      'an absolute link (T02)',
      { 'deploy/SKILL.md': SKILL, 'deploy/x': { mode: '120000', content: '/etc/passwd' } },
      /link/,
    ],
    [
      'links in a circle (T02)',
      {
        'deploy/SKILL.md': SKILL,
        'deploy/a': { mode: '120000', content: 'b' },
        'deploy/b': { mode: '120000', content: 'a' },
      },
      /link/,
    ],
    [
      'a submodule (T07)',
      { 'deploy/SKILL.md': SKILL, 'deploy/sub': { mode: '160000', content: 'a'.repeat(40) } },
      /submodule/,
    ],
    [
      'a Git LFS pointer',
      {
        'deploy/SKILL.md': SKILL,
        'deploy/big.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n',
      },
      /LFS/,
    ],
    [
      'names that collide (T04)',
      { 'deploy/SKILL.md': SKILL, 'deploy/a.md': '1', 'deploy/A.md': '2' },
      /one name/,
    ],
    [
      'a name reserved on Windows (T04)',
      { 'deploy/SKILL.md': SKILL, 'deploy/con.md': '1' },
      /reserved/,
    ],
    [
      'a dependency from git',
      {
        'deploy/SKILL.md': SKILL.replace(
          'metadata',
          'dependencies:\n  - { name: acme/x, git: "https://github.com/a/b", tag: v1 }\nmetadata',
        ),
      },
      /dependency|registry/,
    ],
  ])('%s as INVALID_SKILL', async (_what, files, message) => {
    const [status, code, text] = await index(files);
    expect([status, code]).toEqual([422, 'INVALID_SKILL']);
    expect(text).toMatch(message);
  });

  test('a secret as INVALID_SKILL, naming its place and kind and never its value (T19)', async () => {
    const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    registry.log.length = 0;
    const [status, code, text] = await index({
      'deploy/SKILL.md': SKILL,
      'deploy/run.sh': `#!/bin/sh\nexport TOKEN=${secret}\n`,
    });
    expect([status, code]).toEqual([422, 'INVALID_SKILL']);
    expect(text).toMatch(/^run\.sh:2: a GitHub token/);
    expect(JSON.stringify([text, registry.log])).not.toContain(secret.slice(4, 12));
    const [, named, message] = await index({ 'deploy/SKILL.md': SKILL, 'deploy/.env': 'A=1\n' });
    expect([named, message]).toEqual(['INVALID_SKILL', expect.stringMatching(/^\.env:1: /)]);
  });

  test('a file over the limit as TOO_LARGE (T05)', async () => {
    const files = {
      'deploy/SKILL.md': SKILL,
      'deploy/big.bin': Buffer.alloc(17 * 1024 * 1024, 'x'),
    };
    expect((await index(files)).slice(0, 2)).toEqual([422, 'TOO_LARGE']);
  });

  test('more files than a skill may have as TOO_LARGE (T05)', async () => {
    const files: Record<string, string> = { 'deploy/SKILL.md': SKILL };
    for (let file = 0; file < 5_000; file++) files[`deploy/f${file}`] = '';
    expect((await index(files)).slice(0, 2)).toEqual([422, 'TOO_LARGE']);
  });

  test('a repository bomb: a tree that names itself over and over (T05)', async () => {
    const name = `repository-${++made}`;
    const repository = await makeGitRepository(registry.host.root, name);
    const blob = (await repository.git(['hash-object', '-w', '--stdin'], SKILL)).toString().trim();
    let tree = (await repository.git(['mktree'], `100644 blob ${blob}\tSKILL.md\n`))
      .toString()
      .trim();
    for (let depth = 0; depth < 12; depth++) {
      const lines = Array.from({ length: 10 }, (_, entry) => `040000 tree ${tree}\td${entry}\n`);
      tree = (await repository.git(['mktree'], lines.join(''))).toString().trim();
    }
    const commit = (await repository.git(['commit-tree', '-m', 'bomb', tree])).toString().trim();
    await repository.git(['tag', 'v1.0.0', commit]);
    expect((await ask(name, { path: 'd0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0' })).slice(0, 2)).toEqual([
      422,
      'TOO_LARGE',
    ]);
  });

  test('a tag that is not there, or no tag name, as TAG_NOT_FOUND', async () => {
    await index({ 'deploy/SKILL.md': SKILL });
    const name = `repository-${made}`;
    for (const tag of ['v9.9.9', '--upload-pack=id', 'v1*', '../heads/main', 'a..b']) {
      expect((await ask(name, { tag })).slice(0, 2)).toEqual([422, 'TAG_NOT_FOUND']);
    }
  });

  test('a repository that is not there as REPOSITORY_UNREACHABLE', async () => {
    expect((await ask('nothing-here')).slice(0, 2)).toEqual([422, 'REPOSITORY_UNREACHABLE']);
  });

  test('a host that is not allowed as REPOSITORY_NOT_ALLOWED, asking it nothing (T21)', async () => {
    const repository = registry.host.url.replace('127.0.0.1', 'localhost');
    const { status, json } = await registry.ask('/api/skills/index', {
      token,
      body: { repository: `${repository}/a.git`, tag: 'v1' },
    });
    expect([status, json.error.code]).toEqual([422, 'REPOSITORY_NOT_ALLOWED']);
  });

  test('one of 1,000 tags without reading the others', async () => {
    const name = `repository-${++made}`;
    const repository = await makeGitRepository(registry.host.root, name);
    const tags = Array.from({ length: 1_000 }, (_, tag) => `v1.0.${tag}`);
    await repository.commit({ 'deploy/SKILL.md': SKILL.replace('1.0.0', '1.0.7') }, { tags });
    registry.host.requests.length = 0;
    expect((await ask(name, { tag: 'v1.0.8' }))[1]).toBe('INVALID_SKILL');
    expect((await ask(name, { tag: 'v1.0.7' }))[0]).toBe(201);
    expect(registry.host.requests.length).toBeLessThanOrEqual(8);
    expect(Math.max(...registry.host.requests.map(({ bytesOut }) => bytesOut))).toBeLessThan(
      20_000,
    );
  });
});

describe('indexing', () => {
  test('takes HTML and SQL in every field for text', async () => {
    const hostile = `"><script>alert(1)</script>'; drop table skills; --`;
    const text = JSON.stringify(hostile);
    const files = {
      'deploy/SKILL.md': `---\nname: deploy\ndescription: ${text}\nlicense: ${text}\nauthors: [${text}]\nhomepage: ${text}\nkeywords: [${text}, "a\\0b"]\ncategories: [${text}]\nversion: "4.0.0"\n---\n${hostile}\n`,
    };
    const [status] = await index(files, { tag: 'v4.0.0' });
    expect(status).toBe(201);
    const { data } = (await registry.ask('/api/skills/acme/deploy')).json;
    expect([data.description, data.license, data.keywords]).toEqual([
      hostile,
      hostile,
      [hostile, 'ab'],
    ]);
  });

  test('of all that was refused left the server as it was, with nothing but refusals in its log', async () => {
    expect((await registry.ask('/api/ready')).status).toBe(200);
    expect(registry.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
