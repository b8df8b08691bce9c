import { readArguments, type Arguments } from './readArguments.ts';
import { Refusal } from '../http/Refusal.ts';
import { DEFAULT_SETTINGS, type Settings } from '../Settings.ts';

/** The help of what {@link readSettings} reads. */
export const SERVE_PARAMETERS =
  '[--data DIR] [--host HOST] [--port N] [--public-url URL] [--allow-host HOST[:PORT] …] ' +
  '[--allow-private-host HOST …] [--trust-proxy] [--rate-limit N] [--anonymous-rate-limit N] ' +
  '[--page-rate-limit N]';

/** The settings of `serve` from its arguments and the environment's `DATABASE_URL`. */
export function readSettings(argv: readonly string[], databaseUrl: string | undefined): Settings {
  const given = readArguments(argv, OPTIONS, { least: 0, most: 0 });
  const defaults = DEFAULT_SETTINGS;
  const hosts = given.list('allow-host');
  const { withToken, anonymous, pages = 0 } = defaults.rateLimits;
  return {
    ...defaults,
    dataDirectory: given.text('data') ?? defaults.dataDirectory,
    databaseUrl,
    host: given.text('host') ?? defaults.host,
    port: numberOf(given, 'port', defaults.port),
    publicUrl: publicUrlOf(given.text('public-url')),
    allowedHosts: hosts.length === 0 ? defaults.allowedHosts : hosts,
    privateHosts: given.list('allow-private-host'),
    trustProxy: given.isSet('trust-proxy'),
    rateLimits: {
      withToken: numberOf(given, 'rate-limit', withToken),
      anonymous: numberOf(given, 'anonymous-rate-limit', anonymous),
      pages: numberOf(given, 'page-rate-limit', pages),
    },
  };
}

/** Takes `--data DIR` out of the arguments of any other command. */
export function takeDataDirectory(argv: readonly string[]): {
  readonly dataDirectory: string;
  readonly rest: readonly string[];
} {
  const at = argv.indexOf('--data');
  const dataDirectory = at < 0 ? undefined : argv[at + 1];
  if (dataDirectory === undefined) {
    return { dataDirectory: DEFAULT_SETTINGS.dataDirectory, rest: argv };
  }
  return { dataDirectory, rest: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

const OPTIONS = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'public-url': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'allow-private-host': { type: 'string', multiple: true },
  'trust-proxy': { type: 'boolean' },
  'rate-limit': { type: 'string' },
  'anonymous-rate-limit': { type: 'string' },
  'page-rate-limit': { type: 'string' },
} as const;

function numberOf(given: Arguments, option: string, otherwise: number): number {
  const text = given.text(option);
  if (text === undefined) return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal('INVALID_REQUEST', `\`--${option} ${text}\` is not a number`);
}

function publicUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:\/\//.test(text)) return text.replace(/\/+$/, '');
  throw new Refusal('INVALID_REQUEST', `\`--public-url ${text}\` is not a URL`);
}
