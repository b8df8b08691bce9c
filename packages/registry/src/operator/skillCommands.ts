import { refreshSkill, type TouchedSkill } from '../skills/refreshSkill.ts';
import { setYanked } from '../skills/setYanked.ts';
import { Refusal } from '../http/Refusal.ts';
import { audited } from './audited.ts';
import { OPERATOR, type OperatorCommand, type OperatorContext } from './OperatorCommand.ts';
import { readArguments } from './readArguments.ts';

/** `skill list`: every skill with its latest version and visibility. */
export const skillList: OperatorCommand = {
  words: 'skill list',
  parameters: '',
  summary: 'print every skill, private ones too',
  run: async ({ sql }, argv) => {
    readArguments(argv, {}, { least: 0, most: 0 });
    const skills = await sql
      .selectFrom('skills')
      .select(['account', 'name', 'latest', 'visibility', 'downloads'])
      .orderBy('account')
      .orderBy('name')
      .execute();
    return skills.map((skill) =>
      [`${skill.account}/${skill.name}`, skill.latest, skill.visibility, skill.downloads].join(
        '\t',
      ),
    );
  },
};

/** `skill visibility ACCOUNT/NAME public|private`. */
export const skillVisibility: OperatorCommand = {
  words: 'skill visibility',
  parameters: 'ACCOUNT/NAME public|private',
  summary: 'show a skill to everybody or to its account only',
  run: async (context, argv) => {
    const [id = '', text = ''] = readArguments(argv, {}, { least: 2, most: 2 }).positionals;
    const visibility = (['public', 'private'] as const).find((known) => known === text);
    if (visibility === undefined) {
      throw new Refusal('INVALID_REQUEST', `\`${text}\` is neither \`public\` nor \`private\``);
    }
    const skill = await existingSkill(context, id);
    const entry = { action: 'skill.visibility', subject: id, details: { visibility } };
    await audited(context, entry, async (sql) => {
      await sql.updateTable('skills').set({ visibility }).where('id', '=', skill.id).execute();
      await refreshSkill(sql, skill);
    });
    context.changes.announce(skill.id);
    return [`\`${id}\` is ${visibility}`];
  },
};

/** `skill yank ACCOUNT/NAME VERSION`. */
export const skillYank: OperatorCommand = yankCommand('yank', true);

/** `skill unyank ACCOUNT/NAME VERSION`. */
export const skillUnyank: OperatorCommand = yankCommand('unyank', false);

function yankCommand(verb: string, yanked: boolean): OperatorCommand {
  return {
    words: `skill ${verb}`,
    parameters: 'ACCOUNT/NAME VERSION',
    summary: yanked ? 'hide a version from new resolutions' : 'let a version be chosen again',
    run: async (context, argv) => {
      const [id = '', version = ''] = readArguments(argv, {}, { least: 2, most: 2 }).positionals;
      const skill = await existingSkill(context, id);
      if (await setYanked(context, { skill, version, yanked, actor: OPERATOR })) {
        return [`\`${id}@${version}\` is ${yanked ? 'yanked' : 'no longer yanked'}`];
      }
      throw new Refusal('INVALID_REQUEST', `\`${id}\` has no version \`${version}\``);
    },
  };
}

async function existingSkill({ sql }: OperatorContext, id: string): Promise<TouchedSkill> {
  const [account = '', name = ''] = id.split('/');
  const skill = await sql
    .selectFrom('skills')
    .select(['id', 'account', 'name'])
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  if (skill !== undefined) return skill;
  throw new Refusal('INVALID_REQUEST', `there is no skill \`${id}\``);
}
