import { describe, expect, test } from '@jest/globals';
import { withoutCollisions } from '../../../src/linker/nameCollisions.ts';
import { wantedLink } from '../../helpers/links.ts';

const directory = '/home/ann/.stakpak/skills';
const collide = (...texts: string[]) => {
  return () => withoutCollisions(texts.map((text) => wantedLink(text, { directory })));
};
const collision = expect.objectContaining({ code: 'NAME_COLLISION' });

describe('two skills for one directory', () => {
  test('L3: are refused before anything is written, with the line that tells them apart', () => {
    expect(collide('stakpak/deploy', 'johndoe/deploy')).toThrow(
      expect.objectContaining({
        code: 'NAME_COLLISION',
        message: `\`stakpak/deploy\` and \`johndoe/deploy\` would both be \`deploy\` in \`${directory}\``,
        hint: 'give one another directory: `paks add johndoe/deploy --as johndoe-deploy`, or `as = "johndoe-deploy"` at `johndoe/deploy` in `paks.toml`',
      }),
    );
  });

  test('the one with an account is the one to rename', () => {
    expect(collide('acme/pdf', 'pdf')).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('`paks add acme/pdf --as acme-pdf`'),
      }),
    );
    expect(collide('pdf', 'Pdf')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('`as = "Pdf-2"` at `Pdf`') }),
    );
  });

  test('L3, T03: are refused when only case, Unicode form or an invisible character differs', () => {
    expect(collide('pdf', 'PDF')).toThrow(collision);
    expect(collide('a as straße', 'b as STRASSE')).toThrow(collision);
    expect(collide('a as caf\u00e9', 'b as cafe\u0301')).toThrow(collision);
    expect(collide('a as ﬁle', 'b as file')).toThrow(collision);
  });

  test('are refused when one would lie inside the other', () => {
    expect(collide('pdf as acme', 'acme/deploy as acme/deploy')).toThrow(collision);
    expect(collide('acme/deploy as acme/deploy', 'pdf as ACME')).toThrow(collision);
    expect(collide('a as acme/deploy', 'b as Acme/other')).toThrow(collision);
  });
});

describe('no collision', () => {
  test('in different directories or under different names', () => {
    const links = [
      wantedLink('stakpak/deploy'),
      wantedLink('johndoe/deploy as johndoe-deploy'),
      wantedLink('johndoe/deploy', { directory: '/project/.agents/skills' }),
    ];
    expect(withoutCollisions(links)).toEqual(links);
  });

  test('below different accounts', () => {
    expect(
      collide('acme/deploy as acme/deploy', 'acme/pdf as acme/pdf', 'bob/pdf as bob/pdf')(),
    ).toHaveLength(3);
  });

  test('when one skill is asked for twice: it is linked once', () => {
    expect(collide('pdf', 'pdf')()).toHaveLength(1);
  });
});
