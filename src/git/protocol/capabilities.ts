import { type Packet, packetText } from './pktLine.ts';
import { protocolError } from './protocolError.ts';

/** What a server says it can, as far as Paks cares. `old`: it knows no protocol v2. */
export type ServerKind = 'old' | 'without-filter' | 'partial';

/**
 * Reads the start of what a server advertises at `info/refs` (gitprotocol-http(5), gitprotocol-v2(5)).
 * Throws `GIT_PROTOCOL` for what no git server says, and for repositories with SHA-256 ids.
 */
export async function readServerKind(packets: AsyncIterable<Packet>): Promise<ServerKind> {
  let fetches: readonly string[] | null = null;
  let isSecond = false;
  for await (const packet of packets) {
    if (packet.kind !== 'data') {
      if (fetches !== null) break;
      continue;
    }
    const line = packetText(packet.bytes);
    if (line.startsWith('# service=')) continue;
    if (!isSecond && line !== 'version 2') return oldServer(line);
    isSecond = true;
    if (line === 'object-format=sha256') throw sha256();
    const [name, value = ''] = line.split('=', 2);
    if (name === 'fetch') fetches = value.split(' ');
  }
  if (fetches === null) throw protocolError('foreign', 'the server advertises nothing to fetch');
  return fetches.includes('filter') && fetches.includes('shallow') ? 'partial' : 'without-filter';
}

function oldServer(line: string): ServerKind {
  if (/^(?:version 1|[0-9a-f]{40} )/.test(line)) {
    if (line.includes('object-format=sha256')) throw sha256();
    return 'old';
  }
  if (/^[0-9a-f]{64} /.test(line)) throw sha256();
  throw protocolError('foreign', 'the server does not speak as a git server does');
}

function sha256(): Error {
  return protocolError(
    'malformed',
    'the repository names its objects by SHA-256, which Paks cannot read yet',
  );
}
