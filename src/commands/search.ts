import { Command, Option } from 'clipanion';
import { cascade, isEnum, isInInclusiveRange, isInteger, isNumber, isOneOf } from 'typanion';
import type { SearchResult } from '../operations/search.ts';
import { SEARCH_ORDERS } from '../operations/searchOrders.ts';
import type { Services } from '../operations/Services.ts';
import { renderSearchResult } from '../render/results/searchResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';

const LAST_PAGE = 100_000;

/** `paks search [WORD…]`. */
export class SearchCommand extends FormattedCommand<SearchResult> {
  static override paths = [['search']];
  static override usage = Command.Usage({
    category: 'Discover',
    description: 'Search a registry for skills',
    details: `
      Finds skills by their names, descriptions and keywords. Filters combine: a skill has to
      match all of them. Without words, lists everything that the filters let through.
    `,
    examples: [
      ['By word', 'paks search kubernetes'],
      ['With filters', 'paks search deploy --category devops --sort downloads'],
      ['All skills of an account', 'paks search --account stakpak'],
      ['As JSON', 'paks search terraform --format json'],
      ['The second ten', 'paks search docker --limit 10 --page 2'],
    ],
  });

  detailed = Option.Boolean('--detailed', false, { description: 'Print whole descriptions' });
  category = Option.String('--category', { description: 'Only this category, such as devops' });
  keyword = Option.String('--keyword', { description: 'Only skills with this keyword' });
  author = Option.String('--author', { description: 'Only skills of this publisher' });
  account = Option.String('--account', { description: 'Only skills of this account' });
  sort = Option.String('--sort', 'downloads', {
    description: 'Order: downloads (default), recent, name or relevance',
    validator: isOneOf([isEnum(SEARCH_ORDERS)]),
  });
  limit = Option.String('--limit', '20', {
    description: 'Skills on a page, 1 to 100 (default 20)',
    validator: cascade(isNumber(), isInteger(), isInInclusiveRange(1, 100)),
  });
  page = Option.String('--page', '1', {
    description: 'Which page, from 1',
    validator: cascade(isNumber(), isInteger(), isInInclusiveRange(1, LAST_PAGE)),
  });
  words = Option.Rest({ name: 'word' });

  protected async run(services: Services): Promise<SearchResult> {
    const { search } = await import('../operations/search.ts');
    const { category = null, keyword = null, author = null, account = null } = this;
    const { sort, limit, page } = this;
    const query = this.words.join(' ').trim();
    const filters = { category, keyword, author, account };
    return search({ query, filters, sort, limit, page }, services);
  }

  protected render(result: SearchResult, theme: Theme): string {
    const { detailed } = this;
    return renderSearchResult(result, { theme, width: this.terminalWidth(), detailed });
  }
}
