import { describe, expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const hour = 3_600_000;

describe('the clock of the machine (AU-02)', () => {
  test('that moves by an hour is told once, a steady one never', () => {
    const watch = new ClockWatch();
    const at = (second: number, moved = 0, database = moved) =>
      watch.look({ wall: second * 1000 + moved, steady: second * 1000, database: second * 1000 + database });
    expect(at(0)).toEqual([]);
    expect(at(2)).toEqual([]);
    expect(at(4, hour)).toEqual([{ against: 'wall', seconds: 3600 }]);
    expect(at(6, hour)).toEqual([]);
    expect(at(8)).toEqual([{ against: 'wall', seconds: -3600 }]);
  });

  test('two seconds are tolerated, more are not', () => {
    const watch = new ClockWatch();
    watch.look({ wall: 0, steady: 0, database: 0 });
    expect(watch.look({ wall: 4_000, steady: 2_000, database: 4_000 })).toEqual([]);
    expect(watch.look({ wall: 8_100, steady: 4_000, database: 8_100 })).toEqual([{ against: 'wall', seconds: 2 }]);
  });

  test('that differs from the database is told when it begins, not at every look, and again after it agreed', () => {
    const watch = new ClockWatch();
    const look = (second: number, apart: number) =>
      watch.look({ wall: second * 1000, steady: second * 1000, database: second * 1000 - apart });
    expect(look(0, 600_000)).toEqual([{ against: 'database', seconds: 600 }]);
    expect([look(2, 600_000), watch.apart]).toEqual([[], true]);
    expect([look(4, 0), watch.apart]).toEqual([[], false]);
    expect(look(6, -5_000)).toEqual([{ against: 'database', seconds: -5 }]);
  });
});
