import { afterAll } from 'vitest';
import type { Kernel } from '#kernel/http/kernel.ts';
import { services } from '#services';
import { type MissionOffice, missionOffice } from '#services/official-travel/testing.ts';
import { walking } from '#services/official-travel/testing-walk.ts';
import type { AppParts } from './app.ts';
import { serviceHandlers } from './service-handlers.ts';
import { noLimits, type TestApp, testApp } from './testing.ts';
import { testKernel } from './testing-kernel.ts';

export interface MissionStage {
  readonly app: TestApp;
  readonly kernel: Kernel;
  readonly office: MissionOffice;
  /** A mission on its way through the standard route of that office. */
  readonly walk: ReturnType<typeof walking>;
}

/**
 * The whole server with every service over a fresh database, and an office in it with everybody at a post on that day, signed in.
 * Awaited at the top of a test file; it closes itself when the tests of the file are over.
 */
export async function missionStage(today = '2026-04-13', parts: Partial<AppParts> = {}): Promise<MissionStage> {
  let made: Kernel | undefined;
  const app = await testApp({
    parts: { limits: noLimits, services, ...parts },
    handlers: (base) => {
      const kernel = testKernel(
        base,
        services.flatMap(({ documents = [] }) => documents),
      );
      made ??= kernel;
      return serviceHandlers(kernel, services);
    },
  });
  afterAll(async () => {
    await kernel.documents.renderer.close();
    await app.close();
  });
  const kernel = made!;
  const office = await missionOffice(app, today);
  return { app, kernel, office, walk: walking(office, kernel) };
}
