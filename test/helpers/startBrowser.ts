import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

/** A headless Chromium; always `await close()` it. */
export interface TestBrowser {
  /** A fresh profile; all of them end with the browser. */
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Chromium asks hosts of its own at every start unless told otherwise. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium that `CHROME_PATH` names or the `PATH` holds; null where there is none, or where
 * `PAKS_TEST_BROWSER=skip` says not to use it. On CI, or with `PAKS_TEST_BROWSER=require`, its absence
 * is a failure: throws.
 */
export function findChromium(environment: NodeJS.ProcessEnv): string | null {
  const { CHROME_PATH, PATH = '', CI = '', PAKS_TEST_BROWSER } = environment;
  if (PAKS_TEST_BROWSER === 'skip') return null;
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = (CHROME_PATH === undefined ? places : [CHROME_PATH]).find(isExecutable);
  if (found !== undefined) return found;
  const isOptional = CI === '' || CI === 'false';
  if (isOptional && PAKS_TEST_BROWSER !== 'require') return null;
  throw new Error(
    'there is no Chromium: install it, set CHROME_PATH, or set PAKS_TEST_BROWSER=skip',
  );
}

/** Starts it, with an empty profile in the temporary folder. */
export async function startBrowser(executablePath: string): Promise<TestBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'paks-browser-'));
  const browser = await chromium.launch({
    executablePath,
    args: FLAGS,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  return {
    open: async (options) => await browser.newContext(options),
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
