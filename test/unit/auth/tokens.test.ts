import { describe, expect, test } from '@jest/globals';
import { environmentTokens, isToken } from '../../../src/auth/tokens.ts';
import { loadConfig } from '../../../src/config/loadConfig.ts';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { withProject } from '../../../src/config/withProject.ts';
import { memoryFiles, surroundings } from '../config/memoryFiles.ts';

const TOKEN = 'stk_abcdefgh12345678';

async function tokens(variables: Record<string, string>, registry: string | null = null) {
  const environment = surroundings(variables);
  const file =
    '[registries.private]\nurl = "https://skills.example.com/base"\n[registries.local]\nurl = "http://127.0.0.1:4873"';
  const config = await loadConfig({
    fileSystem: memoryFiles({ '/home/ada/.config/paks/config.toml': file }),
    environment,
    flags: { offline: false, registry },
  });
  return { source: environmentTokens(environment, config), config };
}

const at = (url: string) => ({ ...PUBLIC_REGISTRY, url });

describe('environmentTokens', () => {
  test('PAKS_TOKEN goes before STAKPAK_TOKEN, and space around it is no part of it', async () => {
    const both = await tokens({ PAKS_TOKEN: ` ${TOKEN}\n`, STAKPAK_TOKEN: 'stk_other000' });
    expect(await both.source.tokenFor(PUBLIC_REGISTRY)).toBe(TOKEN);
    const one = await tokens({ PAKS_TOKEN: '', STAKPAK_TOKEN: TOKEN });
    expect(await one.source.tokenFor(PUBLIC_REGISTRY)).toBe(TOKEN);
    expect(await (await tokens({})).source.tokenFor(PUBLIC_REGISTRY)).toBeNull();
  });

  test.each([
    ['https://api.paks.dev', TOKEN],
    ['https://api.paks.dev/elsewhere', TOKEN],
    ['https://api.paks.dev:8443', null],
    ['http://api.paks.dev', null],
    ['https://paks.dev', null],
    ['https://api.paks.dev.evil.test', null],
  ])('T15: %s gets %s', async (url, token) => {
    const { source } = await tokens({ PAKS_TOKEN: TOKEN });
    expect(await source.tokenFor(at(url))).toBe(token);
  });

  test('T15: the token follows the default registry that the user chose', async () => {
    const { source } = await tokens({ PAKS_TOKEN: TOKEN }, 'private');
    expect(await source.tokenFor(at('https://skills.example.com/base'))).toBe(TOKEN);
    expect(await source.tokenFor(PUBLIC_REGISTRY)).toBeNull();
    const moved = await tokens({ PAKS_TOKEN: TOKEN, PAKS_REGISTRY: 'https://mirror.test/r' });
    expect(await moved.source.tokenFor(at('https://mirror.test/r'))).toBe(TOKEN);
    expect(await moved.source.tokenFor(PUBLIC_REGISTRY)).toBeNull();
  });

  test('T15: a project that gives the default registry another address gets no token', async () => {
    const { source, config } = await tokens({ PAKS_TOKEN: TOKEN });
    const merged = withProject(config, {
      registries: [{ name: 'paks', url: 'https://evil.test' }],
      policy: { audit: 'error', dismissed: [] },
    });
    const registry = merged.registries.get('paks');
    expect(registry?.url).toBe('https://evil.test');
    expect(await source.tokenFor(registry ?? PUBLIC_REGISTRY)).toBeNull();
  });

  test('T15: `--registry` with a name that only the project knows binds nothing', async () => {
    const { source } = await tokens({ PAKS_TOKEN: TOKEN }, 'only-in-project');
    expect(await source.tokenFor(at('https://evil.test'))).toBeNull();
    expect(await source.tokenFor(PUBLIC_REGISTRY)).toBeNull();
  });

  test('a malformed token is refused by the name of its variable, without being shown', async () => {
    const { source } = await tokens({ STAKPAK_TOKEN: 'ghp_notours12345' });
    const failure = source.tokenFor(PUBLIC_REGISTRY);
    await expect(failure).rejects.toMatchObject({
      code: 'AUTH_REQUIRED',
      message: expect.stringMatching(/^(?!.*ghp_).*STAKPAK_TOKEN/),
    });
  });
});

test.each([
  ['stk_abcd', true],
  ['stk_a-b.c~d+e/f==', true],
  ['stk_abc', false],
  ['stk_', false],
  ['abcd', false],
  ['stk_abcd efgh', false],
  ['stk_abcd\nX-Header: 1', false],
  [`stk_${'a'.repeat(300)}`, false],
])('isToken(%j) is %s', (text, answer) => {
  expect(isToken(text)).toBe(answer);
});
