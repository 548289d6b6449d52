import { templateHandlers } from '#kernel/documents/template-handlers.ts';
import type { Handler } from '#kernel/http/handler.ts';
import type { Kernel, Served } from '#kernel/http/kernel.ts';

/** What each service answers, and what the kernel answers of the services' documents. */
export const serviceHandlers = (kernel: Kernel, services: readonly Served[]): readonly Handler[] => [
  ...templateHandlers(kernel.documents),
  ...services.flatMap((service) => service.handlers?.(kernel) ?? []),
];
