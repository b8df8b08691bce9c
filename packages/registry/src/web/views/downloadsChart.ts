import { html } from 'hono/html';
import { formatCount, formatCountOf, formatDay } from '../format.ts';
import type { Markup } from '../Markup.ts';
import type { WeekOfDownloads } from '../reading/downloadsByWeek.ts';

const HEIGHT = 48;
const BAR = 8;
const STEP = 11;
const LOWEST = 1.5;

/** Downloads by week as bars. What they show is in words too, for whoever does not see them. */
export function downloadsChart(weeks: readonly WeekOfDownloads[]): Markup {
  const most = Math.max(...weeks.map(({ count }) => count), 1);
  const width = weeks.length * STEP - (STEP - BAR);
  return html`<svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${inWords(weeks)}">${weeks.map(
    ({ from, count }, index) => {
      const height = Math.max(LOWEST, (count / most) * HEIGHT);
      return html`<rect class="${count === 0 ? 'none' : 'some'}" x="${index * STEP}" y="${rounded(HEIGHT - height)}" width="${BAR}" height="${rounded(height)}" rx="1"><title>${formatCountOf(count, 'download')} in the week from ${formatDay(from)}</title></rect>`;
    },
  )}</svg>`;
}

function inWords(weeks: readonly WeekOfDownloads[]): string {
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  const most = weeks.reduce<WeekOfDownloads | null>(
    (best, week) => (best === null || week.count > best.count ? week : best),
    null,
  );
  if (most === null || most.count === 0) return `No downloads in the last ${weeks.length} weeks`;
  return `${formatCountOf(total, 'download')} in the last ${weeks.length} weeks, most in the week from ${formatDay(most.from)}: ${formatCount(most.count)}`;
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}
