import { createHash } from 'node:crypto';

/** The kinds of object git stores. */
export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** One object with the id that its content has. */
export interface GitObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** The id git gives an object: SHA-1 of a header and the content, forty hex digits. */
export function objectId(type: ObjectType, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
