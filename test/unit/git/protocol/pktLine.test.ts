import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPaksError } from '../../../../src/errors/PaksError.ts';
import { readFetchedPack } from '../../../../src/git/protocol/fetchObjects.ts';
import { encodeLsRefs, readLsRefs } from '../../../../src/git/protocol/lsRefs.ts';
import {
  encodePackets,
  type Packet,
  packetText,
  readPackets,
} from '../../../../src/git/protocol/pktLine.ts';
import { inChunks } from '../../../helpers/gitPack.ts';

const ID = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);

async function packetsOf(bytes: Uint8Array | string, chunk?: number): Promise<Packet[]> {
  const packets: Packet[] = [];
  for await (const packet of readPackets(inChunks(Buffer.from(bytes as string), chunk))) {
    packets.push(packet);
  }
  return packets;
}

const shown = (packets: readonly Packet[]): string[] =>
  packets.map((packet) => (packet.kind === 'data' ? packetText(packet.bytes) : packet.kind));

describe('pkt-line', () => {
  test('frames a request as git does', () => {
    expect(Buffer.from(encodePackets(['command=ls-refs', null, 'peel'])).toString()).toBe(
      '0014command=ls-refs\n00010009peel\n0000',
    );
  });

  test('what is framed is read back, in chunks of any size', async () => {
    const line = fc.option(
      fc.stringMatching(/^[ -~]{1,40}$/).filter((text) => !text.startsWith('ERR ')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, chunk) => {
        const packets = await packetsOf(encodePackets(lines), chunk);
        expect(shown(packets)).toEqual([...lines.map((text) => text ?? 'delimiter'), 'flush']);
      }),
    );
  });

  test.each([
    ['0003', 'GIT_PROTOCOL'],
    ['zzzz', 'GIT_PROTOCOL'],
    ['fff5x', 'GIT_PROTOCOL'],
    ['<!DOCTYPE html>', 'GIT_PROTOCOL'],
    ['00', 'NETWORK_TRUNCATED'],
    ['0009pe', 'NETWORK_TRUNCATED'],
    ['0010ERR nothing', 'NETWORK_TRUNCATED'],
    ['000fERR nothing', 'GIT_PROTOCOL'],
  ])('R02 refuses %j with %s', async (text, code) => {
    await expect(packetsOf(text)).rejects.toEqual(expect.objectContaining({ code }));
  });

  test('any bytes are packets or one clean error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        await packetsOf(bytes).catch((thrown: unknown) => expect(isPaksError(thrown)).toBe(true));
      }),
    );
  });
});

async function referencesIn(lines: readonly (string | null)[], prefixes: string[], flush = true) {
  const whole = encodePackets(lines);
  const bytes = flush ? whole : whole.subarray(0, -4);
  return await readLsRefs(readPackets(inChunks(bytes)), prefixes);
}

describe('ls-refs', () => {
  test('asks for the prefixes, peeled and with symbolic targets', () => {
    expect(Buffer.from(encodeLsRefs(['HEAD', 'refs/tags/'])).toString()).toBe(
      '0014command=ls-refs\n00010009peel\n000csymrefs\n0014ref-prefix HEAD\n001aref-prefix refs/tags/\n0000',
    );
  });

  test('reads symbolic targets and peels annotated tags', async () => {
    const lines = [
      `${ID} HEAD symref-target:refs/heads/main`,
      `${OTHER} refs/tags/v1.0.0 peeled:${ID}`,
      'unborn HEAD symref-target:refs/heads/main',
    ];
    expect(await referencesIn(lines, ['HEAD', 'refs/tags/'])).toEqual([
      { name: 'HEAD', commit: ID, target: 'refs/heads/main' },
      { name: 'refs/tags/v1.0.0', commit: ID },
    ]);
  });

  test('T09 leaves out what was not asked for and names that no program should see', async () => {
    const lines = [
      `${ID} refs/heads/main`,
      `${ID} refs/tags/--upload-pack=x`,
      `${ID} refs/tags/-x`,
      `${ID} refs/tags/a..b`,
      `${ID} refs/tags/ok`,
    ];
    const found = await referencesIn(lines, ['refs/tags/']);
    expect(found.map(({ name }) => name)).toEqual(['refs/tags/ok']);
  });

  test('R01 a list without its end is an error, not a shorter list', async () => {
    await expect(referencesIn([`${ID} HEAD`], ['HEAD'], false)).rejects.toEqual(
      expect.objectContaining({ code: 'NETWORK_TRUNCATED' }),
    );
  });

  test.each([
    `${ID.slice(1)} HEAD`,
    `${'c'.repeat(64)} HEAD`,
    ID,
    'HEAD',
    `${ID} refs/tags/a peeled:x`,
  ])('refuses the line %j', async (line) => {
    await expect(referencesIn([line], ['HEAD'])).rejects.toEqual(
      expect.objectContaining({ code: 'GIT_PROTOCOL' }),
    );
  });
});

async function packIn(lines: readonly (string | null)[], flush = true): Promise<string> {
  const whole = encodePackets(lines);
  const bytes = flush ? whole : whole.subarray(0, -4);
  const parts: Uint8Array[] = [];
  for await (const part of readFetchedPack(readPackets(inChunks(bytes)))) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('a fetch answer', () => {
  test('yields the pack alone, whatever sections and progress come with it', async () => {
    const lines = [
      'shallow-info',
      `shallow ${ID}`,
      null,
      'packfile',
      '\u0001one',
      '\u0002counting',
      '\u0001two',
    ];
    expect(await packIn(lines)).toBe('one\ntwo\n');
  });

  test.each([
    ['without a pack', ['shallow-info'], true, 'refused'],
    ['with a fatal message', ['packfile', '\u0003out of memory'], true, 'refused'],
    ['with an unknown section', ['surprise'], true, 'foreign'],
  ] as const)('R02 refuses one %s', async (_, lines, flush, fault) => {
    await expect(packIn(lines, flush)).rejects.toEqual(
      expect.objectContaining({ code: 'GIT_PROTOCOL', data: { fault } }),
    );
  });

  test('R02 a pack without the closing flush was cut', async () => {
    await expect(packIn(['packfile', '\u0001one'], false)).rejects.toEqual(
      expect.objectContaining({ code: 'NETWORK_TRUNCATED' }),
    );
  });
});
