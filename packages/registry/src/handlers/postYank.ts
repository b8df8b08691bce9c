import { YankRequest } from '../../../../src/protocol/versionSchemas.ts';
import { accountToWriteFor, requireScope } from '../accounts/permissions.ts';
import type { Handler } from '../http/Exchange.ts';
import { readOptionalBody } from '../http/readBody.ts';
import { skillNameOf, versionOf } from '../http/parameters.ts';
import { findVisibleSkill } from '../skills/findSkill.ts';
import { setYanked } from '../skills/setYanked.ts';
import { versionNotFound } from './getVersion.ts';

/** `POST …/yank`: no new resolution takes the version; who has it locked keeps it. */
export const postYank: Handler = yankTo(true);

/** `POST …/unyank`: the version may be chosen again. */
export const postUnyank: Handler = yankTo(false);

function yankTo(yanked: boolean): Handler {
  return async (exchange, registry) => {
    const caller = requireScope(exchange.get('caller'), 'yank');
    const name = skillNameOf(exchange);
    const version = versionOf(exchange);
    const { reason } = await readOptionalBody(exchange, YankRequest);
    const skill = await findVisibleSkill(registry, caller, name);
    await accountToWriteFor(registry.sql, caller, skill.account);
    const change = { skill, version, yanked, reason, actor: caller.account.name };
    if (!(await setYanked(registry, change))) throw versionNotFound(name, version);
    return exchange.json({ data: { version, yanked } });
  };
}
