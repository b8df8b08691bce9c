import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Header } from 'tar';
import { gzipSync } from 'node:zlib';

/** A running npm registry that serves what it was given. */
export interface NpmRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves each skill as version 1.0.0 of `@bench/NAME`: a packument and a tarball, both from memory. */
export async function startNpmRegistry(
  skills: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Promise<NpmRegistry> {
  const answers = new Map<string, Buffer | string>();
  const server = createServer((request, response) => {
    const answer = answers.get(decodeURIComponent(request.url ?? '/'));
    const type = typeof answer === 'string' ? 'application/json' : 'application/octet-stream';
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': type, etag: '"1"' });
    response.end(answer ?? '{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [name, files] of skills) {
    const id = `@bench/${name}`;
    const tarball = pack({
      ...files,
      'package.json': `${JSON.stringify({ name: id, version: '1.0.0' })}\n`,
    });
    const path = `/${id}/-/${name}-1.0.0.tgz`;
    answers.set(path, tarball);
    answers.set(`/${id}`, packument(id, `${url}${path}`, tarball));
  }
  return {
    url,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function packument(id: string, tarball: string, bytes: Buffer): string {
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const shasum = createHash('sha1').update(bytes).digest('hex');
  const version = { name: id, version: '1.0.0', dist: { tarball, integrity, shasum } };
  const time = { created: PUBLISHED, modified: PUBLISHED, '1.0.0': PUBLISHED };
  return JSON.stringify({
    name: id,
    'dist-tags': { latest: '1.0.0' },
    versions: { '1.0.0': version },
    time,
  });
}

/** Long ago: pnpm waits a day before it takes a new release. */
const PUBLISHED = '2024-01-01T00:00:00.000Z';

function pack(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const bytes = Buffer.from(text);
    const header = new Header({
      path: `package/${path}`,
      size: bytes.length,
      mode: 0o644,
      type: 'File',
      mtime: new Date(0),
    });
    const block = Buffer.alloc(512);
    header.encode(block, 0);
    return [block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]));
}
