import { describe, expect, test } from '@jest/globals';
import { downloadsChart } from '../../../packages/registry/src/web/views/downloadsChart.ts';

const weeks = (counts: readonly number[]) =>
  counts.map((count, index) => ({ from: new Date(Date.UTC(2026, 0, 1 + 7 * index)), count }));

describe('downloadsChart', () => {
  test('draws a bar a week, the highest filling the height, and says it in words', async () => {
    const svg = String(await downloadsChart(weeks([0, 10, 5])));
    expect(svg.match(/<rect /g)).toHaveLength(3);
    expect(svg).toContain('y="0" width="8" height="48"');
    expect(svg).toContain('y="24" width="8" height="24"');
    expect(svg).toContain(
      'aria-label="15 downloads in the last 3 weeks, most in the week from 8 Jan 2026: 10"',
    );
    expect(svg).not.toContain('style');
  });

  test('draws a line of empty weeks where nothing was downloaded', async () => {
    const svg = String(await downloadsChart(weeks([0, 0])));
    expect(svg.match(/class="none"/g)).toHaveLength(2);
    expect(svg).toContain('aria-label="No downloads in the last 2 weeks"');
  });
});
