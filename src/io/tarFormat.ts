/** Bytes of one block; headers are one, contents are padded to whole ones. */
export const TAR_BLOCK = 512;

/** The folder that holds a skill's files in its archive, with its slash. */
export const ARCHIVE_ROOT = 'skill/';

/** The folder that holds the files of a bundle, with its slash. */
export const BUNDLE_ROOT = 'bundle/';

/** Where the fields of a ustar header are: offset and length (POSIX.1-2017, pax, "ustar"). */
export const TAR_FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  userId: [108, 8],
  groupId: [116, 8],
  size: [124, 12],
  time: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  linkName: [157, 100],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

/** The name of a header's field. */
export type TarField = keyof typeof TAR_FIELDS;

/** `ustar`, a NUL and version `00`. */
export const USTAR_MAGIC = 'ustar\u000000';

/** The sum of a header's bytes with its checksum field read as spaces. */
export function tarChecksum(header: Uint8Array): number {
  const [start, length] = TAR_FIELDS.checksum;
  return sumOf(header) - sumOf(header.subarray(start, start + length)) + 0x20 * length;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) sum += bytes[index] ?? 0;
  return sum;
}

/** Bytes from the start of a content to the start of the next header. */
export function paddedSize(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}
