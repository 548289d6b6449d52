// npx tsx bench/kill.ts [--kills=200] [--seed=…]: the long run. DATABASE_URL names a server with an empty database; without it
// the built-in server is used, and killed along with the program now and then.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killAndReckon } from '../tests/faults/killing.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const started = performance.now();
say(`seed ${seed}`);
const result = await killAndReckon({
  kills: Number(values.kills),
  seed,
  databaseUrl: process.env.DATABASE_URL || undefined,
  say,
});
const { commands, repeated, submitted, auditEntries, inFlight } = result;
const kills = Number(values.kills);
// A kill between two commands proves little: three in four must have cut one off.
const faults = [
  ...result.faults,
  ...(inFlight < kills * 0.75 ? [`only ${inFlight} of ${kills} kills had a command in flight`] : []),
];
say(
  `${((performance.now() - started) / 1000).toFixed(0)} s: ${commands} commands, ${repeated} repeated, ${submitted} submitted`,
);
say(`${inFlight} of ${kills} kills cut off at least one command`);
say(`${auditEntries} audit entries in the chain`);
for (const fault of faults) say(`FAULT ${fault}`);
say(faults.length === 0 ? 'nothing lost, nothing twice, the trail whole' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
