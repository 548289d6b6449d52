import type { Kernel, Served } from '#kernel/http/kernel.ts';
import { missionHandlers } from './handlers.ts';

/** 因公出国（境）管理. */
export const officialTravel = {
  name: 'official-travel',
  handlers: (kernel: Kernel) => [...missionHandlers(kernel)],
} as const satisfies Served;
