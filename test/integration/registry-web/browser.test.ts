import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';
import { findChromium, startBrowser, type TestBrowser } from '../../helpers/startBrowser.ts';

const executable = findChromium(process.env);
const describeWithChromium = executable === null ? describe.skip : describe;

const HOSTILE = `# Hostile

<script>document.title = 'owned'</script>
<img src=x onerror="document.title = 'owned'">
<svg onload="document.title = 'owned'"></svg>
<iframe srcdoc="<script>parent.document.title = 'owned'</script>"></iframe>
<style>body { display: none }</style>

[click](javascript:document.title='owned') ![pixel](http://127.0.0.1:9/pixel.png)

<a href="javascript:document.title='owned'" onclick="document.title='owned'">raw</a>
`;

describeWithChromium('in a browser', () => {
  let registry: RegistryHarness;
  let browser: TestBrowser;
  let context: BrowserContext;
  let complaints: string[];

  beforeAll(async () => {
    registry = await startRegistryHarness();
    await registry.publishAll([
      { account: 'acme', name: 'base', version: '1.0.0' },
      {
        account: 'acme',
        name: 'deploy',
        version: '1.2.0',
        description: 'Deploys to clusters',
        dependencies: { 'acme/base': '^1.0.0' },
      },
      { account: 'acme', name: 'hostile', version: '1.0.0' },
      { account: 'acme', name: 'wide', version: '1.0.0' },
    ]);
    const { sql } = registry.registry;
    const set = async (name: string, readme: string) =>
      await sql
        .updateTable('versions')
        .set({ readme })
        .where('readme', 'like', `%name: ${name}%`)
        .execute();
    await set('hostile', HOSTILE);
    await set('wide', `${'unbroken'.repeat(60)}\n\n|${'cell|'.repeat(30)}\n|${'-|'.repeat(30)}\n`);
    browser = await startBrowser(executable ?? '');
  }, 120_000);

  afterEach(async () => await context.close());

  afterAll(async () => {
    await browser.close();
    await registry.close();
  });

  /** A page whose every complaint is kept: refused resources, errors of scripts, dialogs. */
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    context = await browser.open({ baseURL: registry.url, ...options });
    const page = await context.newPage();
    complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(path);
    return page;
  };

  test('a visitor searches, opens what was found, and copies the command', async () => {
    const page = await open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('searchbox', { name: 'Search skills' }).fill('clusters');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'acme/deploy' }).click();
    expect(new URL(page.url()).pathname).toBe('/skills/acme/deploy');
    await page.getByRole('button', { name: 'Copy the install command' }).click();
    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('paks add acme/deploy');
    await page.getByRole('link', { name: 'acme/base' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('base');
    expect(complaints).toEqual([]);
  });

  test('the command is copied where a page has no clipboard of the newer kind', async () => {
    const page = await open('/skills/acme/deploy', { permissions: ['clipboard-read'] });
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByRole('button', { name: 'Copy the install command' }).click();
    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('paks add acme/deploy');
  });

  test('all of it works without scripts, and the copy button is not shown', async () => {
    const page = await open('/skills', { javaScriptEnabled: false });
    await page.getByLabel('Account').fill('acme');
    await page.getByLabel('Sort by').selectOption('Name');
    await page.getByLabel('Sort by').press('Tab');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(new URL(page.url()).search).toContain('account=acme');
    await page.getByRole('link', { name: 'acme/deploy' }).click();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('#install').innerText()).toContain('paks add acme/deploy');
  });

  test('hostile Markdown does nothing and loads nothing (T20)', async () => {
    const page = await open('/skills/acme/hostile');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.getByText('Source, as an agent reads it').click();
    expect(await page.title()).toBe('acme/hostile · Paks registry');
    expect(await page.locator('main').isVisible()).toBe(true);
    expect(await page.locator('.prose :is(script, img, svg, iframe, style)').count()).toBe(0);
    const own = asked.map((url) => url.replace(registry.url, '').replace(/-[0-9a-f]+\./, '.'));
    expect([...new Set(own)].sort()).toEqual([
      '/assets/copy.js',
      '/assets/icon.svg',
      '/assets/style.css',
      '/skills/acme/hostile',
    ]);
    expect(complaints).toEqual([]);
  });

  test('the policy stops what the sanitiser might miss (T20)', async () => {
    const page = await open('/skills');
    const policy = (await fetch(`${registry.url}/skills`)).headers.get('content-security-policy');
    await page.route('**/planted', async (route) => {
      const headers = { 'content-type': 'text/html', 'content-security-policy': policy ?? '' };
      await route.fulfill({ headers, body: `<title>planted</title>${HOSTILE}` });
    });
    await page.goto('/planted');
    await page.getByText('raw').click();
    expect(await page.title()).toBe('planted');
    expect(complaints.join(' ')).toContain('Content Security Policy');
  });

  test.each(['light', 'dark'] as const)('follows the wish for a %s page', async (colorScheme) => {
    const page = await open('/skills/acme/deploy', { colorScheme });
    const ground = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    const brightness = (ground.match(/\d+/g) ?? [])
      .map(Number)
      .reduce((sum, part) => sum + part, 0);
    if (colorScheme === 'dark') expect(brightness).toBeLessThan(150);
    else expect(brightness).toBeGreaterThan(600);
  });

  test.each(['/', '/skills', '/skills/acme', '/skills/acme/deploy', '/skills/acme/wide', '/none'])(
    'never has to be scrolled sideways on a phone: %s',
    async (path) => {
      const page = await open(path, { viewport: { width: 360, height: 740 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    },
  );

  test('a keyboard reaches the content first, and sees where it is', async () => {
    const page = await open('/skills/acme/deploy');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBe(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });
});
