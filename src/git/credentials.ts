import { PaksError } from '../errors/PaksError.ts';
import type { GitProgram } from './GitProgram.ts';

/** What a helper knows for a server. `lines` is git's own text, to be given back with the verdict. */
export interface Credential {
  /** The value of an `Authorization` header. */
  readonly authorization: string;
  readonly lines: string;
}

/** The user's credential helpers, or none of them. */
export interface Credentials {
  /** What they know for this URL's origin; null where they know nothing, or there is no git. */
  fill(url: string): Promise<Credential | null>;
  /** Tells them that it was right. */
  approve(credential: Credential): Promise<void>;
  /** Tells them that it was wrong, so that they forget it. */
  reject(credential: Credential): Promise<void>;
}

/**
 * Asks through `git credential` (gitcredentials(7)), so that whatever works for git works for Paks. It
 * never prompts without a terminal, and nothing that could add a line is passed on (threat T09).
 */
export function gitCredentials(program: GitProgram): Credentials {
  const tell = async (verdict: 'approve' | 'reject', { lines }: Credential): Promise<void> => {
    // A helper that cannot remember or forget changes nothing for this run.
    await program.runAsUser(['credential', verdict], { input: lines });
  };
  return {
    fill: async (url) => {
      const result = await program.runAsUser(['credential', 'fill'], { input: describe(url) });
      if (result.kind !== 'exited' || result.status !== 0) return null;
      return parseCredential(Buffer.from(result.output).toString('utf8'));
    },
    approve: async (credential) => await tell('approve', credential),
    reject: async (credential) => await tell('reject', credential),
  };
}

function describe(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  const path = pathname.slice(1);
  if (/[\u0000-\u001f\u007f]/.test(decode(host) + decode(path))) {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${url}\` has a control character, so no credential helper is asked for it`,
    });
  }
  return `protocol=${protocol.slice(0, -1)}\nhost=${host}\npath=${path}\n\n`;
}

function parseCredential(text: string): Credential | null {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) fields.set(line.slice(0, equals), line.slice(equals + 1));
  }
  const username = fields.get('username') ?? '';
  const password = fields.get('password');
  if (password === undefined || /[\r\0]/.test(username + password)) return null;
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return { authorization: `Basic ${pair}`, lines: `${text.trimEnd()}\n\n` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
