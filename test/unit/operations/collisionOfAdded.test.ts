import { describe, expect, test } from '@jest/globals';
import { PaksError } from '../../../src/errors/PaksError.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { collisionOfAdded } from '../../../src/operations/adding/collisionOfAdded.ts';

const collision = new PaksError('NAME_COLLISION', {
  message: 'two for one',
  data: { skills: ['acme/deploy', 'johndoe/deploy'], name: 'deploy', directory: '/x' },
});

describe('two skills for one directory, one of them being added', () => {
  test.each([
    ['johndoe/deploy', 'acme/deploy', 'johndoe-deploy'],
    ['acme/deploy', 'johndoe/deploy', 'acme-deploy'],
  ])('%s gets another name, with the command that gives it', (added, other, name) => {
    expect(collisionOfAdded(collision, [parseSkillId(added)])).toMatchObject({
      code: 'NAME_COLLISION',
      message: `\`${other}\` is installed as \`deploy\` already, and so would \`${added}\` be`,
      hint: `give it a name of its own: \`paks add ${added} --as ${name}\``,
      data: collision.data,
    });
  });

  test('stays as it is where none of them is being added, or the source is not told by the name', () => {
    const other = new PaksError('USAGE', { message: 'no' });
    expect(collisionOfAdded(other, [parseSkillId('acme/deploy')])).toBe(other);
    expect(collisionOfAdded(collision, [parseSkillId('acme/base')])).toBe(collision);
    expect(collisionOfAdded(collision, [parseSkillId('deploy')])).toBe(collision);
  });
});
