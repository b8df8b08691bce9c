import type { Readable } from 'node:stream';
import { PaksError } from '../errors/PaksError.ts';

/**
 * Everything that comes on standard input, as text. Throws `LIMIT_EXCEEDED` for more than `maxBytes`,
 * without waiting for the rest.
 */
export async function readInput(input: Readable, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) {
      throw new PaksError('LIMIT_EXCEEDED', {
        message: `standard input holds more than ${maxBytes} bytes`,
        hint: 'hand over what is asked for and nothing else',
      });
    }
    chunks.push(bytes);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
