import { isCommitId } from '../../model/Locator.ts';
import { isReferenceName } from '../../model/referenceName.ts';
import type { RemoteReference } from '../GitClient.ts';
import { type Packet, encodePackets, packetText } from './pktLine.ts';
import { protocolError, quote, truncated } from './protocolError.ts';

/** Protocol v2's request for references below the prefixes, with tags peeled (gitprotocol-v2(5)). */
export function encodeLsRefs(prefixes: readonly string[]): Uint8Array {
  const asked = prefixes.map((prefix) => `ref-prefix ${prefix}`);
  return encodePackets(['command=ls-refs', null, 'peel', 'symrefs', ...asked]);
}

/**
 * Reads the answer. It must end with a flush: a list that was cut is `NETWORK_TRUNCATED`, never a
 * shorter list. References with names Paks never uses are left out (see {@link isReferenceName}).
 */
export async function readLsRefs(
  packets: AsyncIterable<Packet>,
  prefixes: readonly string[],
): Promise<readonly RemoteReference[]> {
  const references: RemoteReference[] = [];
  let isEmpty = true;
  for await (const packet of packets) {
    isEmpty = false;
    if (packet.kind === 'flush') return references;
    if (packet.kind !== 'data') throw malformed(packet.kind);
    const reference = parseLine(packetText(packet.bytes));
    if (reference !== null && isWanted(reference.name, prefixes)) references.push(reference);
  }
  if (isEmpty) throw protocolError('foreign', 'the server answered a git command with nothing');
  throw truncated('its list of references');
}

/** True when a reference is among those asked for and its name is one Paks uses. */
export function isWanted(name: string, prefixes: readonly string[]): boolean {
  return isReferenceName(name) && prefixes.some((prefix) => name.startsWith(prefix));
}

function parseLine(line: string): RemoteReference | null {
  const [id = '', name = '', ...attributes] = line.split(' ');
  if (id === 'unborn') return null;
  if (!isCommitId(id) || name === '') throw malformed(line);
  let commit = id;
  let target: string | undefined;
  for (const attribute of attributes) {
    const [key, value = ''] = attribute.split(':', 2);
    if (key === 'symref-target' && isReferenceName(value)) target = value;
    if (key === 'peeled') {
      if (!isCommitId(value)) throw malformed(line);
      commit = value;
    }
  }
  return target === undefined ? { name, commit } : { name, commit, target };
}

function malformed(line: string): Error {
  return protocolError('foreign', `the git server listed \`${quote(line)}\` as a reference`);
}
