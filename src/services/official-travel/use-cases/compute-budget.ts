import type { z } from 'zod';
import { readCase } from '#kernel/cases/read.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { ceilings } from '../answers.ts';
import { computeCeilings } from '../budget/budget.ts';
import { namedTable } from '../budget/rate-table.ts';
import { knowsMission } from '../endpoints.ts';
import { readMission } from '../mission-file/read.ts';
import { missionProcess } from '../process.ts';
import { projectMission } from '../projection.ts';
import { missionOf, readVersions } from '../storage.ts';
import { asOfDay, type MissionParts, versionsWanted } from './load.ts';
import { ratesInForce } from './rates-in-force.ts';
import { writableFor } from './reader.ts';

type Answer = z.infer<typeof ceilings>;
type Line = Answer['lines'][number];

const nothing: Answer = { table: null, lines: [], undetermined: [], totalCny: null };

/**
 * What lodging, meals and incidentals may cost by the table of rates, as lines for the budget: members with the same place, rate and
 * quantity stand in one line. Empty while route or members are still open.
 */
export async function computeMissionCeilings(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Answer> {
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const writable = writableFor(stored, actor);
  const { crypto } = parts;
  const versions = versionsWanted(stored, writable);
  const kept = await readVersions(queries, crypto, actor.officeId, caseId, versions);
  const mission = missionOf(kept);
  const officeRates = await ratesInForce(queries, stored, kept, { latest: new Set(writable), now });
  // Only what the rates depend on has to be there; the rest of the file stands in with its empty form.
  const file = projectMission(
    {
      ...mission,
      budget: { ...mission.budget, lines: [], sources: [{ kind: 'fiscal', percent: 100 }] },
      invitations: { letters: [] },
      statements: { ...mission.statements, noStateSecret: true },
    },
    {
      asOf: asOfDay(mission, stored, writable.includes('basics'), now),
      reference: null,
      planLines: {},
      otherMissions: [],
    },
  );
  const reading = readMission(
    JSON.stringify({
      ...file,
      budget: { rates: mission.budget?.rates ?? {}, substitutes: mission.budget?.substitutes ?? [], lines: [] },
      plan: { status: 'in-plan', list: 'general', line: null, swapFor: null },
    }),
    '',
    officeRates,
  );
  if ('problem' in reading) return nothing;
  const computed = computeCeilings({ ...reading.mission, officeRates });
  const lines = new Map<string, Line>();
  for (const member of computed.members) {
    for (const item of ['lodging', 'meals', 'incidentals'] as const) {
      for (const row of member[item]) {
        const quantity = 'nights' in row ? row.nights - row.hostNights : row.days - row.hostDays;
        const key = [item, row.region, row.city, row.rate, quantity, row.amount].join('|');
        const line = lines.get(key);
        if (line) {
          line.members.push(member.member);
          line.amount = plus(line.amount, row.amount);
          line.cny = plus(line.cny, row.cny);
        } else {
          lines.set(key, {
            item,
            region: row.region,
            city: row.city,
            currency: row.currency,
            rate: row.rate,
            quantity,
            members: [member.member],
            amount: row.amount,
            cny: row.cny,
          });
        }
      }
    }
  }
  return {
    table: namedTable({ asOf: reading.mission.asOf, officeRates }),
    lines: [...lines.values()],
    undetermined: computed.undetermined.map((one) => ({ ...one })),
    totalCny: computed.totals.cny,
  };
}

/** Cents are whole numbers in between, so that sums of many lines stay exact. */
function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : Math.round(left * 100 + right * 100) / 100;
}
