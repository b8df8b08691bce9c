import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';

let world: PublishingWorld;
let author: Author;

beforeAll(async () => {
  world = await startPublishing();
  const files = { 'tool/SKILL.md': SKILL };
  author = await world.author('strict', { files, token: null });
});

afterAll(() => world.close());

const SKILL = publishable('tool');
const head = (from: string, to: string) => SKILL.replace(from, to);
const about = (text: string) =>
  head('description: Does what tool does. Use when asked.', `description: ${text}`);

/** What publishing this `SKILL.md`, committed, would say and do. */
async function publishing(skill: string | Uint8Array) {
  writeFileSync(join(author.path, 'tool/SKILL.md'), skill);
  await author.git('add', '--all');
  await author.git('commit', '--quiet', '--allow-empty', '--message=work');
  return author.run('publish', 'tool', '--skip-registry', '--dry-run');
}

describe('publish', () => {
  test.each<readonly [string, string | Uint8Array, RegExp]>([
    ['a value that quoting mends', about('Use this when: asked'), /has to be quoted/],
    ['YAML that quoting does not mend', head('license: MIT', 'license: "MIT'), /cannot be read/],
    ['conflict markers', head('license: MIT', '<<<<<<< HEAD'), /merge conflict/],
    ['no description', SKILL.replace(/^description.*\n/m, ''), /no `description`/],
    ['no name', head('name: tool\n', ''), /no `name`/],
    ['a name against the specification', head('name: tool', 'name: The Tool'), /The Tool/],
    [
      'a description over 1,024 characters',
      about('d'.repeat(1025)),
      /1025 characters; the limit is 1024/,
    ],
    ['keys that stand twice', head('license: MIT', 'license: MIT\nname: tool'), /unique|twice/i],
    ['T12 an alias', head('license: MIT', 'license: &a MIT\nhomepage: *a'), /cannot be read/],
    ['bytes that are not UTF-8', new Uint8Array([0x2d, 0xff]), /not UTF-8/],
    ['T14 an escape sequence', `${SKILL}\u001b]0;title\u0007\n`, /U\+001B/],
    ['T18 tag characters', `${SKILL}a\u{e0041}\n`, /U\+E0041/],
  ])('refuses what installing tolerates: %s', async (_what, skill, says) => {
    const { exit, stdout, stderr } = await publishing(skill);

    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('hint: ');
  });

  test.each<readonly [string, string, RegExp]>([
    ['unknown fields', head('license: MIT', 'license: MIT\nlicence: MIT'), /licence/],
    ['commas in allowed-tools', head('license: MIT', 'license: MIT\nallowed-tools: A, B'), /tools/],
    ['metadata that is no text', head('metadata:\n', 'metadata:\n  n: 1\n'), /metadata/],
  ])('allows, with a warning: %s', async (_what, skill, says) => {
    const { exit, stderr } = await publishing(skill);

    expect(exit).toBe(0);
    expect(stderr).toMatch(says);
  });

  test('warns of a script that is not executable', async () => {
    author.write('tool/run.sh', '#!/bin/sh\n');

    const { exit, stderr } = await publishing(SKILL);

    expect(exit).toBe(0);
    expect(stderr).toMatch(/run\.sh.*executable/);
  });

  test('warns of a missing license and a missing README', async () => {
    const { exit, stderr } = await publishing(head('license: MIT\n', ''));

    expect(exit).toBe(0);
    expect(stderr).toMatch(/licen[sc]e/i);
    expect(stderr).toContain('README.md');
  });

  test('takes Windows line ends without a word', async () => {
    const { stderr } = await publishing(SKILL.replaceAll('\n', '\r\n'));

    expect(stderr).not.toMatch(/line end|CRLF/i);
  });
});
