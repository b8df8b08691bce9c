import { GitHttp } from '../../../../src/git/GitHttp.ts';
import { GitServer } from '../../../../src/git/GitServer.ts';
import { encodeFetchTrees, readFetchedPack } from '../../../../src/git/protocol/fetchObjects.ts';
import { encodeLsRefs } from '../../../../src/git/protocol/lsRefs.ts';
import { readPack } from '../../../../src/git/protocol/packReader.ts';
import { packetText } from '../../../../src/git/protocol/pktLine.ts';
import type { HttpClient } from '../../../../src/io/HttpClient.ts';
import type { GitUrl } from '../../../../src/model/GitUrl.ts';
import { INPUT_LIMITS, REPOSITORY_LIMITS } from '../../../../src/model/limits.ts';
import { NOBODY } from './gitOver.ts';

const LONGEST_MESSAGE = 2_000;
const LIMITS = {
  objects: REPOSITORY_LIMITS.packObjects,
  objectBytes: REPOSITORY_LIMITS.treeBytes / 4,
  contentBytes: REPOSITORY_LIMITS.treeBytes,
};

/**
 * What its author wrote into an annotated tag, without a signature, at most 2,000 characters. Null for
 * a lightweight tag, for a message that only repeats the tag's name, and where the server cannot say:
 * a summary is welcome, never needed.
 */
export async function readTagMessage(
  http: HttpClient,
  url: string,
  tag: string,
): Promise<string | null> {
  const anonymous = new GitHttp({ http, credentials: NOBODY, isInsecureAllowed: () => true });
  const server = new GitServer(anonymous, url as GitUrl);
  try {
    const id = await findTagObject(server, `refs/tags/${tag}`);
    const text = id === null ? '' : messageOf(await readObject(server, id));
    return text === '' || text === tag ? null : text;
  } catch {
    return null;
  }
}

/** The tag object's own id, which a peeled reference hides; null for a lightweight tag. */
async function findTagObject(server: GitServer, name: string): Promise<string | null> {
  const packets = await server.command(encodeLsRefs([name]), INPUT_LIMITS.referencesBytes);
  for await (const packet of packets) {
    if (packet.kind !== 'data') continue;
    const [id = '', reference, ...attributes] = packetText(packet.bytes).split(' ');
    if (reference !== name) continue;
    return attributes.some((attribute) => attribute.startsWith('peeled:')) ? id : null;
  }
  return null;
}

async function readObject(server: GitServer, id: string): Promise<Uint8Array> {
  const packets = await server.command(encodeFetchTrees(id), INPUT_LIMITS.packBytes);
  for await (const object of readPack(readFetchedPack(packets), LIMITS)) {
    if (object.type === 'tag' && object.id === id) return object.bytes;
  }
  return new Uint8Array();
}

function messageOf(tagObject: Uint8Array): string {
  const text = new TextDecoder().decode(tagObject).replaceAll('\0', '');
  const message = text.slice(text.indexOf('\n\n') + 2);
  const [unsigned = ''] = message.split(/^-----BEGIN /m);
  return unsigned.trim().slice(0, LONGEST_MESSAGE);
}
