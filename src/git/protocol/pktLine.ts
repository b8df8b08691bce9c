import { ByteReader } from './ByteReader.ts';
import { protocolError, quote, truncated } from './protocolError.ts';

/** One packet of git's framing (gitprotocol-common(5)); `end` is v2's response-end. */
export type Packet =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'flush' | 'delimiter' | 'end' };

const HEADER = 4;
const LARGEST = 65_520;
const SPECIAL = new Map<string, Packet>([
  ['0000', { kind: 'flush' }],
  ['0001', { kind: 'delimiter' }],
  ['0002', { kind: 'end' }],
]);

/** A request: each line framed, `null` standing for the delimiter, with a flush at the end. */
export function encodePackets(lines: readonly (string | null)[]): Uint8Array {
  const framed = lines.map((line) => (line === null ? '0001' : `${lengthOf(line)}${line}\n`));
  return Buffer.from(`${framed.join('')}0000`);
}

/**
 * Splits an answer into packets, until its input ends. Throws `NETWORK_TRUNCATED` where a packet is cut,
 * `GIT_PROTOCOL` for what is no packet and for a server's own `ERR` (fault `refused`).
 * @yields each packet, special ones included
 */
export async function* readPackets(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Packet> {
  const reader = new ByteReader(chunks);
  try {
    while (await reader.fill(1)) {
      if (!(await reader.fill(HEADER))) throw truncated('a packet');
      const header = Buffer.from(reader.take(HEADER)).toString('latin1');
      const special = SPECIAL.get(header);
      yield special ?? (await readData(reader, header));
    }
  } finally {
    await reader.close();
  }
}

/** The text of a data packet without its newline. */
export function packetText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8').replace(/\n$/, '');
}

async function readData(reader: ByteReader, header: string): Promise<Packet> {
  const length = /^[0-9a-f]{4}$/i.test(header) ? Number.parseInt(header, 16) : 0;
  if (length < HEADER || length > LARGEST) {
    throw protocolError('foreign', `the server's answer is not git's: it starts \`${header}\``);
  }
  if (!(await reader.fill(length - HEADER))) throw truncated('a packet');
  const bytes = reader.take(length - HEADER);
  if (bytes.length > 3 && packetText(bytes.subarray(0, 4)) === 'ERR ') {
    const said = quote(packetText(bytes.subarray(4)));
    throw protocolError('refused', `the git server refused: ${said}`);
  }
  return { kind: 'data', bytes };
}

function lengthOf(line: string): string {
  return (Buffer.byteLength(line) + HEADER + 1).toString(16).padStart(4, '0');
}
