import { describe, expect, test } from '@jest/globals';
import { readServerKind } from '../../../../src/git/protocol/capabilities.ts';
import { checkAdvertisement, readLegacyPack } from '../../../../src/git/protocol/legacyAnswer.ts';
import { encodePackets, readPackets } from '../../../../src/git/protocol/pktLine.ts';
import { inChunks } from '../../../helpers/gitPack.ts';

const ID = 'a'.repeat(40);
const FLUSH = '0000';
const packets = (bytes: Uint8Array | string) => readPackets(inChunks(Buffer.from(bytes as string)));
const lines = (...text: string[]): string => Buffer.from(encodePackets(text)).toString();
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('readServerKind', () => {
  test.each([
    ['partial', lines('version 2', 'agent=git/2', 'ls-refs', 'fetch=shallow wait-for-done filter')],
    ['partial', lines('# service=git-upload-pack') + lines('version 2', 'fetch=shallow filter')],
    ['without-filter', lines('version 2', 'ls-refs', 'fetch=shallow')],
    ['without-filter', lines('version 2', 'fetch')],
    ['old', lines('# service=git-upload-pack') + lines(`${ID} HEAD\0multi_ack side-band-64k`)],
    ['old', lines('# service=git-upload-pack') + lines('version 1', `${ID} HEAD\0`)],
  ])('takes a server for %s', async (kind, text) => {
    expect(await readServerKind(packets(text))).toBe(kind);
  });

  test.each([
    ['says nothing', FLUSH],
    ['says something else', lines('hello')],
    ['offers no fetch', lines('version 2', 'ls-refs')],
    [
      'names objects by SHA-256',
      lines('version 2', 'object-format=sha256', 'fetch=filter shallow'),
    ],
    ['is old and names objects by SHA-256', lines(`${ID} HEAD\0object-format=sha256`)],
    ['lists ids of SHA-256', lines(`${'a'.repeat(64)} HEAD\0`)],
  ])('refuses a server that %s', async (_, text) => {
    await expect(readServerKind(packets(text))).rejects.toEqual(withCode('GIT_PROTOCOL'));
  });
});

describe('checkAdvertisement', () => {
  const service = lines('# service=git-upload-pack');
  const list = lines(`${ID} HEAD\0caps`, `${ID} refs/heads/main`);

  test.each([service + list, list, service + FLUSH, FLUSH])(
    'accepts a whole list',
    async (text) => {
      await expect(checkAdvertisement(packets(text))).resolves.toBeUndefined();
    },
  );

  test.each([
    ['cut between lines', service + list.slice(0, -4), 'NETWORK_TRUNCATED'],
    ['cut after its first flush', service, 'NETWORK_TRUNCATED'],
    ['cut in a line', service + list.slice(0, -10), 'NETWORK_TRUNCATED'],
    ['empty', '', 'NETWORK_TRUNCATED'],
    ['followed by more', service + list + list, 'GIT_PROTOCOL'],
  ])('R01 refuses a list that is %s', async (_, text, code) => {
    await expect(checkAdvertisement(packets(text))).rejects.toEqual(withCode(code));
  });
});

describe('readLegacyPack', () => {
  async function packIn(text: string): Promise<string> {
    const parts: Uint8Array[] = [];
    for await (const part of readLegacyPack(packets(text))) parts.push(part);
    return Buffer.concat(parts).toString();
  }

  test('yields the pack after the shallow lines and the acknowledgment', async () => {
    const text = lines(`shallow ${ID}`) + lines('NAK', '\u0001one', '\u0002progress', '\u0001two');
    expect(await packIn(text)).toBe('one\ntwo\n');
  });

  test.each([
    ['nothing', '', 'NETWORK_TRUNCATED'],
    ['no end', lines('NAK', '\u0001one').slice(0, -4), 'NETWORK_TRUNCATED'],
    ['a fatal message', lines('NAK', '\u0003oops'), 'GIT_PROTOCOL'],
    ['a refusal', lines('ERR no'), 'GIT_PROTOCOL'],
    ['something else', lines('hello'), 'GIT_PROTOCOL'],
  ])('R02 refuses %s', async (_, text, code) => {
    await expect(packIn(text)).rejects.toEqual(withCode(code));
  });
});
