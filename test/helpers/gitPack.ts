import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** One entry of a pack made by hand; `size` and `deflated` are honest unless given. */
export interface PackPart {
  /** 1 commit, 2 tree, 3 blob, 4 tag, 6 delta by distance, 7 delta by id. */
  readonly kind: number;
  readonly content: Uint8Array | string;
  readonly size?: number | undefined;
  readonly deflated?: Uint8Array | undefined;
  /** Bytes back to the base, for kind 6. */
  readonly distance?: number | undefined;
  /** The base's id, for kind 7. */
  readonly base?: string | undefined;
}

/** What may be wrong on purpose. */
export interface PackLies {
  readonly count?: number | undefined;
  readonly version?: number | undefined;
  readonly trailer?: Uint8Array | undefined;
}

/** A pack of these entries with a true trailer, unless told to lie. */
export function makePack(parts: readonly PackPart[], lies: PackLies = {}): Buffer {
  const header = Buffer.from('PACK........', 'latin1');
  header.writeUInt32BE(lies.version ?? 2, 4);
  header.writeUInt32BE(lies.count ?? parts.length, 8);
  const body = Buffer.concat([header, ...parts.map(encodePart)]);
  return Buffer.concat([body, lies.trailer ?? createHash('sha1').update(body).digest()]);
}

/** The bytes of one entry, for computing distances. */
export function encodePart(part: PackPart): Buffer {
  const content = Buffer.from(part.content as string);
  const pieces = [encodeSize(part.kind, part.size ?? content.length)];
  if (part.distance !== undefined) pieces.push(encodeDistance(part.distance));
  if (part.base !== undefined) pieces.push(Buffer.from(part.base, 'hex'));
  pieces.push(Buffer.from(part.deflated ?? deflateSync(content)));
  return Buffer.concat(pieces);
}

/** A delta: announced sizes, then instructions as raw bytes. */
export function makeDelta(
  baseSize: number,
  resultSize: number,
  instructions: readonly (number | string)[],
): Buffer {
  const bytes = instructions.flatMap((part) =>
    typeof part === 'number' ? [part] : [part.length, ...Buffer.from(part)],
  );
  return Buffer.from([...variableLength(baseSize), ...variableLength(resultSize), ...bytes]);
}

/**
 * Splits bytes as a network would.
 * @yields chunks of at most `size` bytes
 */
export async function* inChunks(
  bytes: Uint8Array,
  size = bytes.length,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) {
    yield bytes.subarray(at, at + Math.max(1, size));
  }
}

function encodeSize(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size % 16)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes.map((byte, index) => (index < bytes.length - 1 ? byte | 0x80 : byte)));
}

function encodeDistance(distance: number): Buffer {
  const bytes = [distance & 0x7f];
  for (let rest = distance >> 7; rest > 0; rest >>= 7) bytes.unshift((--rest & 0x7f) | 0x80);
  return Buffer.from(bytes);
}

function variableLength(size: number): number[] {
  const bytes = [];
  let rest = size;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}

/** A pack that the git program wrote: a commit, an annotated tag, three trees, four blobs, one a delta by distance. */
export const REAL_PACK = Buffer.from(
  [
    'UEFDSwAAAAIAAAAJmgd4nFXKOwrDMAwA0N2n0B4okm1FCYTSq1if0g6pITj3b4csffMbRwSYCeeCWiuROTV3r0Yraw55Loq+',
    'MAkqpXaOVz+gwdYeerM7kMySM8+IMOFPsr7v7zHiP61ciiDLlVL/RPoCOjEgfcgGeJwVxUsKg0AMANB9TpF9oWR+pIIUr5LE',
    'jLQgigTB29u+zdv06xaYicmkKg/sknJunLurFdU2l7lXe2lnc4K4dkfb1vUTELLgmf4tfqDgKJM+7Y2Jh1YKU2N80A9AwA2D',
    'vh2/qQN4nDMxAAKFRAbe8shd+rK2it3FkxktFszSVTPsfmJoYGBmYqJQzpBy+M311RtEUqzM9RhDt8j8WSByQB4A+igThawF',
    'eJwzMQAChSQGjqNpjW/eHXHe6HWV+Vfdfhm3VJ0AQwMDMxMThQq93BQGMQ8nzmsSZjsS3Db/uN+4UvhIatk9qHwlSP5OqcXP',
    'di/jt5xhBtvLXv1Ps57ofBEAQ1gks60BeJwzNDAwMzFRqGJ4NvfR7E0Xrzl7d2uuK4+6cehJT/BEALG2DdIweJwDAAAAAAGx',
    'gwF4nI3VyQkCQRBA0btRVAjW5hLOwLRMYzOC1kGzFxPw9/2fHrWMvjc5yuMmi1R7l9S2lKxt1PKS0e/tMH6FYmFYOBaBRWJx',
    'wuKMxQWLK4tNoLKqMquyqzKssqwyrbKtMq6yrrGuTcws6xrrGusa6xrrGusa6xrr1taf9eGFZmGfOAss7CzsLOws7CzsLOws',
    'HDy/wbrBujFxdVk3WDdYN1g3WDdYN1k3WTdZN1k3J54a6ybrJusm6+Zf3bavXxYPxFvjAYBDeJzbKLBSYIMoC5OxweREFqXN',
    'tiwfmAE53wWqNXicK85NzMkBAAZfAhoFZSBngvZ9cBiJS49yf6ZN9uyQGA==',
  ].join(''),
  'base64',
);

/** The same objects, the delta by id. */
export const REAL_PACK_BY_ID = Buffer.from(
  [
    'UEFDSwAAAAIAAAAJmgd4nFXKOwrDMAwA0N2n0B4okm1FCYTSq1if0g6pITj3b4csffMbRwSYCeeCWiuROTV3r0Yraw55Loq+',
    'MAkqpXaOVz+gwdYeerM7kMySM8+IMOFPsr7v7zHiP61ciiDLlVL/RPoCOjEgfcgGeJwVxUsKg0AMANB9TpF9oWR+pIIUr5LE',
    'jLQgigTB29u+zdv06xaYicmkKg/sknJunLurFdU2l7lXe2lnc4K4dkfb1vUTELLgmf4tfqDgKJM+7Y2Jh1YKU2N80A9AwA2D',
    'vh2/qQN4nDMxAAKFRAbe8shd+rK2it3FkxktFszSVTPsfmJoYGBmYqJQzpBy+M311RtEUqzM9RhDt8j8WSByQB4A+igThawF',
    'eJwzMQAChSQGjqNpjW/eHXHe6HWV+Vfdfhm3VJ0AQwMDMxMThQq93BQGMQ8nzmsSZjsS3Db/uN+4UvhIatk9qHwlSP5OqcXP',
    'di/jt5xhBtvLXv1Ps57ofBEAQ1gks60BeJwzNDAwMzFRqGJ4NvfR7E0Xrzl7d2uuK4+6cehJT/BEALG2DdIweJwDAAAAAAGx',
    'gwF4nI3VyQkCQRBA0btRVAjW5hLOwLRMYzOC1kGzFxPw9/2fHrWMvjc5yuMmi1R7l9S2lKxt1PKS0e/tMH6FYmFYOBaBRWJx',
    'wuKMxQWLK4tNoLKqMquyqzKssqwyrbKtMq6yrrGuTcws6xrrGusa6xrrGusa6xrr1taf9eGFZmGfOAss7CzsLOws7CzsLOws',
    'HDy/wbrBujFxdVk3WDdYN1g3WDdYN1k3WTdZN1k3J54a6ybrJusm6+Zf3bavXxYPxFvzAdx1OPmHSjPtCVYwt3bq/2Y7kUPR',
    'eJzbKLBSYIMoC5OxweREFqXNtiwfmAE53wWqNXicK85NzMkBAAZfAhpGOqIizWXCq8c0SAhfWKhnWf0kxw==',
  ].join(''),
  'base64',
);

/** The ids in both packs, as `git verify-pack` lists them. */
export const REAL_IDS = [
  '2070ca4b797ea122572febc3bb5d3df4c8bf7ce0',
  '54aabaefab8420b1a46dbf54b9b99eeb0f7bd137',
  'cc75230b4411cd1addd4c195b2e7f8b0d85170b1',
  '0d7759ba2f1d3d218b73930138a09a2d26318be4',
  '08c56681eceec443b14ad503fa7ebf1c46652c50',
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  'dc7538f9874a33ed095630b776eaff663b9143d1',
  '16484209d61836b86046b3f8df81a913c46576de',
  '64c3ecd7abb014643a372e0155b41cfca014c01f',
];
