import { describe, expect, test } from 'vitest';
import { type Colour, contrast, dark, light, type Tone } from './tokens.ts';

const tones: readonly Tone[] = ['done', 'soon', 'stop', 'info', 'pause', 'neutral'];
const texts: readonly Colour[] = ['ink', 'ink-2', 'ink-3', 'primary', ...tones];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('colours in %s mode', (_mode, colours: Readonly<Record<Colour, string>>) => {
  test.each(texts)('%s reads on card and page', (name) => {
    expect(contrast(colours[name], colours.card)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[name], colours.page)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(tones)('%s reads on its own ground', (name) => {
    expect(contrast(colours[name], colours[`${name}-bg`])).toBeGreaterThanOrEqual(4.5);
  });

  test('text reads on hovered and selected rows', () => {
    for (const ground of ['hover', 'selected'] as const) {
      expect(contrast(colours.ink, colours[ground])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours.primary, colours[ground])).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('edges of controls are seen, and words on filled buttons read', () => {
    expect(contrast(colours.edge, colours.card)).toBeGreaterThanOrEqual(3);
    expect(contrast(colours.edge, colours.page)).toBeGreaterThanOrEqual(3);
    expect(contrast(colours['on-primary'], colours.primary)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours['on-primary'], colours['primary-hover'])).toBeGreaterThanOrEqual(4.5);
  });
});

test('the measure itself: black on white is 21 : 1, a colour on itself 1 : 1', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#777777')).toBe(1);
  expect(contrast('#1B2430', '#FFFFFF')).toBeCloseTo(15.7, 1);
});
