import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArchive } from '../../../src/io/archive.ts';
import { ContentHash } from '../../../src/io/contentHash.ts';
import { IndexAnswer } from '../../../src/protocol/indexSchemas.ts';
import { readAnswer } from '../../../src/protocol/readAnswer.ts';
import { VersionAnswer, VersionsAnswer } from '../../../src/protocol/versionSchemas.ts';
import { makeGitRepository, type TestRepository } from '../../helpers/gitRepository.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let repository: TestRepository;
let token: string;

const skill = (name: string, version: string, more = '') =>
  `---\nname: ${name}\ndescription: Tests\nmetadata:\n  version: "${version}"\n${more}---\n# ${name}\n`;

const index = (tag: string, skill_path: string, more = {}) =>
  registry.ask('/api/skills/index', {
    token,
    body: { repository: `${registry.host.url}/skills.git`, tag, skill_path, ...more },
  });

beforeAll(async () => {
  registry = await startRegistryHarness();
  repository = await makeGitRepository(registry.host.root, 'skills');
  token = await registry.createToken('acme');
}, 60_000);

afterAll(async () => await registry.close());

describe('indexing a git tag', () => {
  test('records what the tag holds, bit for bit', async () => {
    await repository.commit(
      {
        'deploy/SKILL.md': skill('deploy', '1.2.0', '  dependencies: "acme/base@^1.0.0"\n'),
        'deploy/run.sh': { mode: '100755', content: '#!/bin/sh\n' },
        'deploy/same.sh': { mode: '120000', content: 'run.sh' },
        'deploy/CHANGELOG.md': '# Changes\n\n## 1.2.0\n\nAdds rollbacks.\n\n## 1.1.0\n\nOld.\n',
        'other/SKILL.md': skill('other', '9.0.0'),
      },
      { annotatedTags: ['deploy@1.2.0'] },
    );
    const indexed = await index('deploy@1.2.0', './deploy/');
    expect(indexed.status).toBe(201);
    expect(readAnswer(IndexAnswer, indexed.text, 'index').data).toMatchObject({
      account: 'acme',
      name: 'deploy',
      version: '1.2.0',
      status: 'indexed',
      unknown_dependencies: ['acme/base'],
    });

    const listed = await registry.ask('/api/skills/acme/deploy/versions');
    const [version] = readAnswer(VersionsAnswer, listed.text, 'versions').data;
    expect(version).toMatchObject({
      version: '1.2.0',
      dependencies: { 'acme/base': '^1.0.0' },
      tag: 'deploy@1.2.0',
      skill_path: 'deploy',
      file_count: 4,
      changelog: 'Adds rollbacks.',
    });

    const archive = await fetch(registry.url + version?.archive?.url);
    const bytes = new Uint8Array(await archive.arrayBuffer());
    expect(`sha512-${hash('sha512', bytes, 'base64')}`).toBe(version?.archive?.integrity);
    const content = new ContentHash();
    const modes: Record<string, number> = {};
    for await (const file of readArchive([bytes] as unknown as AsyncIterable<Uint8Array>)) {
      modes[file.path] = content.add(file).mode;
    }
    expect(content.finish()).toBe(version?.integrity);
    expect(modes).toEqual({
      'CHANGELOG.md': 0o644,
      'SKILL.md': 0o644,
      'run.sh': 0o755,
      'same.sh': 0o755,
    });
  });

  test('shows the files and the text of one version', async () => {
    const asked = await registry.ask('/api/skills/acme/deploy/versions/1.2.0');
    const { files, readme } = readAnswer(VersionAnswer, asked.text, 'version').data;
    expect(files.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      '644 CHANGELOG.md',
      '644 SKILL.md',
      '755 run.sh',
      '755 same.sh',
    ]);
    expect(readme).toContain('# deploy');
  });

  test('of the same content again is 200 and changes nothing', async () => {
    const before = await registry.ask('/api/skills/acme/deploy/versions');
    expect((await index('deploy@1.2.0', 'deploy')).status).toBe(200);
    expect((await registry.ask('/api/skills/acme/deploy/versions')).text).toBe(before.text);
  });

  test('that was moved to other content is VERSION_EXISTS, and the first content stays', async () => {
    const before = await registry.ask('/api/skills/acme/deploy/versions');
    await repository.commit({ 'deploy/SKILL.md': skill('deploy', '1.2.0', '  x: "1"\n') });
    await repository.git(['tag', '-f', 'deploy@1.2.0', 'main']);
    const again = await index('deploy@1.2.0', 'deploy');
    expect([again.status, again.json.error.code]).toEqual([409, 'VERSION_EXISTS']);
    expect((await registry.ask('/api/skills/acme/deploy/versions')).text).toBe(before.text);
  });

  test('lists the highest version first and names the highest stable one as latest', async () => {
    for (const version of ['1.10.0', '1.9.0', '2.0.0-rc.1']) {
      await repository.commit({ 'deploy/SKILL.md': skill('deploy', version) }, { tags: [version] });
      expect((await index(version, 'deploy')).status).toBe(201);
    }
    const { json } = await registry.ask('/api/skills/acme/deploy/versions');
    expect(json.data.map((item: { version: string }) => item.version)).toEqual([
      '2.0.0-rc.1',
      '1.10.0',
      '1.9.0',
      '1.2.0',
    ]);
    const { latest, version, versions_count } = (await registry.ask('/api/skills/acme/deploy')).json
      .data;
    expect({ latest, version, versions_count }).toEqual({
      latest: '1.10.0',
      version: '1.10.0',
      versions_count: 4,
    });
  });

  test('takes the summary from the annotated tag where there is no changelog', async () => {
    await repository.commit({ 'deploy/SKILL.md': skill('deploy', '3.0.0') });
    const message = 'Drops the old pipeline.\n\nAnd says so.';
    await repository.git(['tag', '-a', '-m', message, 'deploy@3.0.0', 'main']);
    expect((await index('deploy@3.0.0', 'deploy')).status).toBe(201);
    await repository.commit(
      { 'deploy/SKILL.md': skill('deploy', '3.0.2') },
      { tags: ['deploy@3.0.2'] },
    );
    expect((await index('deploy@3.0.2', 'deploy')).status).toBe(201);
    const { json } = await registry.ask('/api/skills/acme/deploy/versions');
    const [lightweight, annotated] = json.data;
    expect([lightweight.changelog, annotated.changelog]).toEqual([undefined, message]);
  });

  test('at the root of a repository takes the version from the tag where the skill has none', async () => {
    const text = '---\nname: rooted\ndescription: Tests\n---\n';
    await repository.commit({ 'SKILL.md': text }, { tags: ['v3.1.4'], branch: 'rooted' });
    const { json } = await index('v3.1.4', '.');
    expect(json.data).toMatchObject({ name: 'rooted', version: '3.1.4' });
  });
});
