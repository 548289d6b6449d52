// A program of its own on a data folder, for tests that kill it: prints one line of JSON and then waits.
import { startEmbedded } from '../embedded.ts';

const [dataFolder] = process.argv.slice(2);
if (!dataFolder) throw new Error('name a data folder');
try {
  const server = await startEmbedded({ dataFolder, durable: false });
  console.log(JSON.stringify({ url: server.url, pid: server.pid() }));
  process.on('SIGTERM', async () => {
    await server.stop();
    process.exit(0);
  });
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.name : String(error) }));
  process.exit(1);
}
