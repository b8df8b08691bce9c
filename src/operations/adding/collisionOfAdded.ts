import { isPaksError, PaksError } from '../../errors/PaksError.ts';
import { qualifiedName, type SkillId } from '../../model/SkillId.ts';

/**
 * Two skills for one directory, told to the person who is adding one of them: that one gets another name.
 * Any other error is returned as it is.
 */
export function collisionOfAdded(error: unknown, added: readonly SkillId[]): unknown {
  if (!isPaksError(error) || error.code !== 'NAME_COLLISION') return error;
  const { skills, name } = error.data;
  const ids = Array.isArray(skills) ? skills.map(String) : [];
  const id = added.find((each) => ids.includes(each));
  const other = ids.find((each) => each !== id);
  const qualified = id === undefined ? null : qualifiedName(id);
  if (id === undefined || other === undefined || qualified === null) return error;
  return new PaksError('NAME_COLLISION', {
    message: `\`${other}\` is installed as \`${String(name)}\` already, and so would \`${id}\` be`,
    hint: `give it a name of its own: \`paks add ${id} --as ${qualified.account}-${qualified.name}\``,
    data: error.data,
    cause: error,
  });
}
