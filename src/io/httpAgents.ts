import { readFileSync } from 'node:fs';
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { PaksError } from '../errors/PaksError.ts';

/** The connections of one client, kept alive, by scheme. */
export interface Agents {
  readonly plain: PlainAgent;
  readonly secure: SecureAgent;
}

/** How connections are made. */
export interface AgentOptions {
  /** Milliseconds for name, connection and handshake together. */
  readonly connectTimeout: number;
  readonly socketsPerOrigin: number;
  /** Trusted authorities as PEM, instead of the system's; undefined for those. */
  readonly authorities: readonly string[] | undefined;
}

/**
 * Agents whose sockets are destroyed when they are not connected in time. (Those of the HTTP library
 * leave such a socket behind, whose late error nobody hears and which then ends the process.)
 */
export function createAgents(options: AgentOptions): Agents {
  const { connectTimeout, authorities } = options;
  const shared = { keepAlive: true, maxSockets: options.socketsPerOrigin };
  const ca = authorities === undefined ? {} : { ca: [...authorities] };
  return {
    plain: timed(new PlainAgent(shared), 'connect', connectTimeout),
    secure: timed(new SecureAgent({ ...shared, ...ca }), 'secureConnect', connectTimeout),
  };
}

/** What Node's agents have and their type declarations do not show. */
interface Connecting {
  createConnection(...parameters: readonly unknown[]): Socket;
}

function timed<Agent extends PlainAgent>(agent: Agent, event: string, milliseconds: number): Agent {
  const connecting = agent as unknown as Connecting;
  const createConnection = connecting.createConnection.bind(agent);
  connecting.createConnection = (...parameters) => {
    const socket = createConnection(...parameters);
    const timer = setTimeout(() => socket.destroy(connectTimeout()), milliseconds);
    socket.once(event, () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
    return socket;
  };
  return agent;
}

function connectTimeout(): Error {
  return Object.assign(new Error('no connection in time'), { code: 'ECONNECTIONTIMEOUT' });
}

/**
 * The authorities that come with Node and those of the files, as PEM. (Node adds
 * `NODE_EXTRA_CA_CERTS` by itself only where no others are named, so it belongs among the files.) Throws `CONFIG_INVALID` when a file cannot be read or holds no certificate.
 */
export function readAuthorities(files: readonly string[]): readonly string[] {
  return [...rootCertificates, ...files.map(readCertificates)];
}

function readCertificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', {
      message: `the file of certificate authorities \`${file}\` cannot be read`,
      hint: 'correct the setting `ca-file`',
      cause,
    });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new PaksError('CONFIG_INVALID', {
    message: `\`${file}\` holds no certificate in PEM form`,
    hint: 'correct the setting `ca-file`: a PEM file starts with `-----BEGIN CERTIFICATE-----`',
  });
}
