// The whole server as the program runs it, but without limits on requests per person: one measures the machine, not the limits.
import { systemClock } from '#kernel/calendar/day.ts';
import { seedSeal } from '#kernel/identity/seal.ts';
import { services } from '#services';
import { createApp } from '../src/apps/server/app.ts';
import { kernelOn } from '../tests/faults/office.ts';

const kernel = await kernelOn(process.env.HONGLU_DATA!, process.env.DATABASE_URL, true);
const app = await createApp({
  runner: kernel.runner,
  seal: seedSeal(kernel.crypto),
  prepareOffice: (officeId) => kernel.crypto.prepareOffice(officeId),
  crypto: kernel.crypto,
  services,
  handlers: services.flatMap((service) => service.handlers?.(kernel) ?? []),
  loopback: true,
  secure: false,
  origins: [],
  portal: { database: kernel.database, clock: systemClock, crypto: kernel.crypto, kinds: kernel.documents.kinds },
  limits: { count: () => {}, countRequest: () => {}, countAddress: () => {}, close: async () => {} },
});
console.log(await app.server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' }));
process.on('SIGTERM', async () => {
  await app.close();
  await kernel.stop();
  process.exit(0);
});
