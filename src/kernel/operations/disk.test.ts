import { describe, expect, test } from 'vitest';
import { DiskWatch, levelOf } from './disk.ts';

const gigabyte = 1024 ** 3;

describe('DU-06 room on the disk', () => {
  test.each([
    ['a tenth of it is enough, a byte less is low', 100, 10, 'enough'],
    ['below a tenth', 100, 9.99, 'low'],
    ['five gigabytes of a small disk are enough, less is low', 20, 5, 'enough'],
    ['below five gigabytes', 20, 4.99, 'low'],
    ['three in a hundred are low, less is read-only', 100, 3, 'low'],
    ['below three in a hundred', 100, 2.99, 'full'],
    ['one gigabyte of a small disk is low, less is read-only', 8, 1, 'low'],
    ['below one gigabyte', 8, 0.99, 'full'],
  ] as const)('%s', (_situation, total, free, level) => {
    expect(levelOf({ free: free * gigabyte, total: total * gigabyte })).toBe(level);
  });

  test('is looked at again, and a disk that cannot be asked is full', async () => {
    let room: { free: number; total: number } | null = { free: 50 * gigabyte, total: 100 * gigabyte };
    const watch = await DiskWatch.start(async () => {
      if (!room) throw new Error('no such disk');
      return room;
    }, 20);
    try {
      expect(watch.state.level).toBe('enough');
      room = { free: 0, total: 100 * gigabyte };
      await expect.poll(() => watch.state.level).toBe('full');
      room = { free: 50 * gigabyte, total: 100 * gigabyte };
      await expect.poll(() => watch.state.level).toBe('enough');
      room = null;
      expect((await watch.look()).level).toBe('full');
    } finally {
      watch.stop();
    }
  });
});
