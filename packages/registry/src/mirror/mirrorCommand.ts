import type { Kysely } from 'kysely';
import { isLoopback } from '../../../../src/model/GitUrl.ts';
import type { Tables } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import { audited } from '../operator/audited.ts';
import type { OperatorCommand, OperatorContext } from '../operator/OperatorCommand.ts';
import { readArguments } from '../operator/readArguments.ts';
import { forgetAccount } from './forgetAccount.ts';
import { readUpstream } from './Upstream.ts';

const FRESH_SECONDS = 60;

/** `mirror`, `mirror URL`, `mirror off`, `mirror forget ACCOUNT`: which registry is mirrored. */
export const mirrorCommand: OperatorCommand = {
  words: 'mirror',
  parameters: '[URL [--fresh SECONDS] | off | forget ACCOUNT]',
  summary: 'fetch skills that are not here from another registry; alone: print what is mirrored',
  run: async (context, argv) => {
    const options = { fresh: { type: 'string' } } as const;
    const given = readArguments(argv, options, { least: 0, most: 2 });
    const [first, second] = given.positionals;
    if (first === undefined) return await describeMirror(context.sql);
    if (first === 'forget' && second !== undefined) return await forgetAccount(context, second);
    if (second !== undefined) throw new Refusal('INVALID_REQUEST', `\`${second}\` is too much`);
    if (first === 'off') return await switchOff(context);
    return await mirrorFrom(context, {
      url: registryUrl(first),
      fresh_seconds: secondsOf(given.text('fresh')),
    });
  },
};

async function mirrorFrom(
  context: OperatorContext,
  upstream: { readonly url: string; readonly fresh_seconds: number },
): Promise<readonly string[]> {
  return await audited(context, { action: 'mirror.set', subject: upstream.url }, async (sql) => {
    await sql
      .insertInto('upstream')
      .values({ id: 1, ...upstream })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(upstream))
      .execute();
    return [`what is not here is fetched from \`${upstream.url}\``];
  });
}

async function switchOff(context: OperatorContext): Promise<readonly string[]> {
  return await audited(context, { action: 'mirror.off', subject: 'mirror' }, async (sql) => {
    await sql.deleteFrom('upstream').execute();
    return ['nothing is fetched any more; what was mirrored is still served'];
  });
}

async function describeMirror(sql: Kysely<Tables>): Promise<readonly string[]> {
  const upstream = await readUpstream(sql);
  const accounts = await sql
    .selectFrom('accounts')
    .leftJoin('skills', 'skills.account_id', 'accounts.id')
    .select(['accounts.name', 'mirrored_from'])
    .select(({ fn }) => fn.count<number>('skills.id').as('skills'))
    .where('kind', '=', 'mirror')
    .groupBy(['accounts.name', 'mirrored_from'])
    .orderBy('accounts.name')
    .execute();
  const now = upstream === null ? 'off' : `${upstream.url}, fresh for ${upstream.freshMs / 1000} s`;
  return [
    `mirror\t${now}`,
    ...accounts.map(({ name, mirrored_from, skills }) => [name, skills, mirrored_from].join('\t')),
  ];
}

function registryUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !isPlain)) {
    throw new Refusal('INVALID_REQUEST', `\`${text}\` is not an https address of a registry`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Refusal(
      'INVALID_REQUEST',
      'a registry has a plain address; its token goes into `PAKS_UPSTREAM_TOKEN`',
    );
  }
  return url.href.replace(/\/+$/, '');
}

function secondsOf(text: string | undefined): number {
  if (text === undefined) return FRESH_SECONDS;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Refusal('INVALID_REQUEST', `\`--fresh ${text}\` is not a number of seconds`);
}
