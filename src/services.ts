import type { Served } from '#kernel/http/kernel.ts';
import { officialTravel } from '#services/official-travel/service.ts';

/** The one list of services: the only registration there is. */
export const services: readonly Served[] = [officialTravel];
