import { SORTS, type Sort } from '../../../../src/protocol/sorts.ts';
import { Refusal } from '../http/Refusal.ts';

/** What a list or a search asks for, checked and with its defaults. */
export interface SkillQuery {
  readonly words: string;
  readonly category: string | undefined;
  readonly keyword: string | undefined;
  readonly account: string | undefined;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
}

const LONGEST_TEXT = 200;
const MOST_PER_PAGE = 100;
const PER_PAGE = 20;
const DEEPEST = 100_000;

/** Reads the query parameters of a list. Throws `INVALID_REQUEST` naming the one that is wrong. */
export function readSearchQuery(parameters: URLSearchParams): SkillQuery {
  const limit = numberOf(parameters, 'limit', { least: 1, most: MOST_PER_PAGE }) ?? PER_PAGE;
  const page = numberOf(parameters, 'page', { least: 1, most: DEEPEST });
  const offset = numberOf(parameters, 'offset', { least: 0, most: DEEPEST });
  if (page !== undefined && offset !== undefined) {
    throw new Refusal('INVALID_REQUEST', '`page` and `offset` exclude each other');
  }
  return {
    words: textOf(parameters, 'q') ?? '',
    category: textOf(parameters, 'category'),
    keyword: textOf(parameters, 'keyword'),
    account: textOf(parameters, 'author') ?? textOf(parameters, 'account'),
    sort: sortOf(textOf(parameters, 'sort')),
    limit,
    offset: offset ?? ((page ?? 1) - 1) * limit,
  };
}

function textOf(parameters: URLSearchParams, name: string): string | undefined {
  const text = parameters.get(name) ?? '';
  if (text.length > LONGEST_TEXT) {
    throw wrong(name, `has over ${LONGEST_TEXT} characters`);
  }
  // PostgreSQL has no text with a zero in it.
  return text === '' ? undefined : text.replaceAll('\0', ' ');
}

function numberOf(
  parameters: URLSearchParams,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(name, `is not a number from ${least} to ${most}`);
}

function sortOf(text: string | undefined): Sort {
  if (text === undefined) return 'downloads';
  const sort = SORTS.find((known) => known === text);
  if (sort === undefined) throw wrong('sort', `is not one of ${SORTS.join(', ')}`);
  return sort;
}

function wrong(field: string, why: string): Refusal {
  return new Refusal('INVALID_REQUEST', `\`${field}\` ${why}`, { details: { field } });
}
