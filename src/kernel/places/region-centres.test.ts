import { expect, test } from 'vitest';
import { regionCentres } from './region-centres.ts';
import { isRegionCode } from './regions.ts';

test('every dot is of a known country or region and lies on the globe', () => {
  for (const [code, [longitude, latitude]] of Object.entries(regionCentres)) {
    expect(isRegionCode(code), code).toBe(true);
    expect(Math.abs(longitude), code).toBeLessThanOrEqual(180);
    expect(Math.abs(latitude), code).toBeLessThanOrEqual(90);
  }
});

test('a dot stands on its own side of the world', () => {
  expect(regionCentres.US![0]).toBeLessThan(0);
  expect(regionCentres.JP![0]).toBeGreaterThan(100);
  expect(regionCentres.AU![1]).toBeLessThan(0);
  expect(regionCentres.NO![1]).toBeGreaterThan(50);
});
