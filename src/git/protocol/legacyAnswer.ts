import { type Packet, packetText } from './pktLine.ts';
import { protocolError, quote, truncated } from './protocolError.ts';

const PACK = 1;
const PROGRESS = 2;

/**
 * The bytes of the pack in a protocol v0 answer (gitprotocol-pack(5)): shallow lines, a `NAK`, then
 * the side-band up to a flush. Throws `GIT_PROTOCOL`, or `NETWORK_TRUNCATED` where the flush is missing.
 * @yields pieces of the pack, in order
 */
export async function* readLegacyPack(packets: AsyncIterable<Packet>): AsyncGenerator<Uint8Array> {
  let isPack = false;
  for await (const packet of packets) {
    if (packet.kind !== 'data') {
      if (isPack) return;
      continue;
    }
    const { bytes } = packet;
    if (isPack && bytes[0] === PACK) yield bytes.subarray(1);
    else if (isPack && bytes[0] !== PROGRESS) {
      throw protocolError(
        'refused',
        `the git server gave up: ${quote(packetText(bytes.subarray(1)))}`,
      );
    } else if (!isPack) isPack = isLastLine(packetText(bytes));
  }
  throw truncated('the objects');
}

/** True for the acknowledgment after which the pack follows. */
function isLastLine(line: string): boolean {
  if (/^(?:un)?shallow [0-9a-f]{40}$/.test(line)) return false;
  if (line === 'NAK') return true;
  throw protocolError('foreign', `the git server answered \`${quote(line)}\``);
}

/**
 * Checks a protocol v0 list of references: it must end with its flush and nothing after, else a cut
 * list would pass for a shorter one (threat R01).
 */
export async function checkAdvertisement(packets: AsyncIterable<Packet>): Promise<void> {
  let flushes = 0;
  let expected = 1;
  for await (const packet of packets) {
    if (packet.kind === 'data') {
      if (flushes === 0 && packetText(packet.bytes).startsWith('# service=')) expected = 2;
      if (flushes >= expected) throw protocolError('foreign', 'something follows the references');
    } else flushes += 1;
  }
  if (flushes < expected) throw truncated('its list of references');
}
