import { describe, expect, test } from '@jest/globals';
import { stylesheet } from '../../../packages/registry/src/web/assets/stylesheet.ts';

/** Text colour, the grounds it stands on. */
const PAIRS: readonly [string, readonly string[]][] = [
  ['ink', ['ground', 'surface', 'sunken']],
  ['soft', ['ground', 'surface', 'sunken']],
  ['accent', ['ground', 'surface', 'accent-ground']],
  ['on-accent', ['accent']],
  ['warning', ['warning-ground']],
];

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
  const colours = coloursOf(scheme);

  test.each(PAIRS.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground])))(
    'tell %s from %s at a contrast of 4.5 (WCAG 2.2, 1.4.3)',
    (text = '', ground = '') => {
      expect(contrast(colours.get(text), colours.get(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['ground', 'surface'])('tell the edge of a control from %s at 3 (1.4.11)', (ground) => {
    expect(contrast(colours.get('edge'), colours.get(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(colours.get('bar'), colours.get(ground))).toBeGreaterThanOrEqual(3);
  });
});

function coloursOf(scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const [, light = '', dark = ''] = stylesheet.split(/:root \{/);
  const text = scheme === 'light' ? light : dark;
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

function contrast(left = '#000000', right = '#000000'): number {
  const [high = 0, low = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
