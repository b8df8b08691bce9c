import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Identity } from './httpCertificates.ts';

/** The connections of one client, kept alive, by scheme. */
export interface Agents {
  readonly plain: PlainAgent;
  readonly secure: SecureAgent;
  /** The same with the client's certificate, where there is one. */
  readonly identified: SecureAgent;
}

/** How connections are made. */
export interface AgentOptions {
  /** Milliseconds for name, connection and handshake together. */
  readonly connectTimeout: number;
  readonly socketsPerOrigin: number;
  /** Trusted authorities as PEM, instead of the system's; undefined for those. */
  readonly authorities: readonly string[] | undefined;
  readonly identity: Identity | undefined;
}

/**
 * Agents whose sockets are destroyed when they are not connected in time. (Those of the HTTP library
 * leave such a socket behind, whose late error nobody hears and which then ends the process.)
 */
export function createAgents(options: AgentOptions): Agents {
  const { connectTimeout, authorities, identity } = options;
  const shared = { keepAlive: true, maxSockets: options.socketsPerOrigin };
  const ca = authorities === undefined ? {} : { ca: [...authorities] };
  return {
    plain: timed(new PlainAgent(shared), 'connect', connectTimeout),
    secure: timed(new SecureAgent({ ...shared, ...ca }), 'secureConnect', connectTimeout),
    identified: timed(
      new SecureAgent({ ...shared, ...ca, cert: identity?.cert, key: identity?.key }),
      'secureConnect',
      connectTimeout,
    ),
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
