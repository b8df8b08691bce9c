import { type Packet, encodePackets, packetText } from './pktLine.ts';
import { protocolError, quote, truncated } from './protocolError.ts';

/** Protocol v2's request for one commit and its trees: no history, no file content. */
export function encodeFetchTrees(commit: string): Uint8Array {
  return encodeFetch(['deepen 1', 'filter blob:none', `want ${commit}`]);
}

/** Protocol v2's request for exactly these objects. */
export function encodeFetchObjects(ids: readonly string[]): Uint8Array {
  return encodeFetch(ids.map((id) => `want ${id}`));
}

/**
 * `done` at once: there is nothing to negotiate, so the answer is the pack alone. Without
 * `thin-pack` every delta's base is in the pack.
 */
function encodeFetch(args: readonly string[]): Uint8Array {
  return encodePackets(['command=fetch', null, 'no-progress', 'ofs-delta', ...args, 'done']);
}

const PACK = 1;
const PROGRESS = 2;

/**
 * The bytes of the pack in a fetch's answer (sections and side-band of gitprotocol-v2(5)). Ends only
 * after the closing flush; a cut answer throws `NETWORK_TRUNCATED`.
 * @yields pieces of the pack, in order
 */
export async function* readFetchedPack(packets: AsyncIterable<Packet>): AsyncGenerator<Uint8Array> {
  let section: string | null = null;
  for await (const packet of packets) {
    if (packet.kind === 'flush') {
      if (section === 'packfile') return;
      throw protocolError('refused', 'the git server sent no objects');
    }
    if (packet.kind !== 'data') section = null;
    else if (section === 'packfile') yield* sideBand(packet.bytes);
    else section ??= sectionName(packet.bytes);
  }
  throw section === null
    ? protocolError('foreign', 'the server answered a git fetch with nothing')
    : truncated('the objects');
}

const SECTIONS = new Set(['acknowledgments', 'shallow-info', 'wanted-refs', 'packfile']);

function sectionName(bytes: Uint8Array): string {
  const name = packetText(bytes);
  if (SECTIONS.has(name)) return name;
  throw protocolError('foreign', `the git server answered with a section \`${quote(name)}\``);
}

function* sideBand(bytes: Uint8Array): Generator<Uint8Array> {
  if (bytes[0] === PACK) yield bytes.subarray(1);
  else if (bytes[0] !== PROGRESS) {
    const said = quote(packetText(bytes.subarray(1)));
    throw protocolError('refused', `the git server gave up: ${said}`);
  }
}
