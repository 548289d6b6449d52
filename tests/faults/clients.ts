import type { Answer, Journal } from './journal.ts';
import { applicationOf, type Liaison } from './office.ts';

const missions = '/api/official-travel/missions';

function done<Body>(answer: Answer, what: string): Body {
  if (answer.status >= 300) throw new Error(`${what} was refused: ${answer.status} ${answer.body.slice(0, 500)}`);
  return (answer.body === '' ? undefined : JSON.parse(answer.body)) as Body;
}

/**
 * One client at work until told to stop: drafts an application, saves it section by section and some sections again, then submits it,
 * throws it away or leaves it. The program never refuses it, whatever happens in between.
 */
export async function work(
  journal: Journal,
  liaison: Liaison,
  random: () => number,
  stopped: () => boolean,
): Promise<void> {
  for (let nth = 1; !stopped(); nth += 1) {
    const title = `考察团${nth}`;
    const fate = random();
    const journey = fate < 0.5 ? liaison.journeys.shift() : undefined;
    const unitId = journey?.unitId ?? liaison.unitId;
    const created = await journal.send({ as: liaison, method: 'POST', path: missions, body: { unitId, title } });
    const { id } = done<{ id: string }>(created, 'a draft');
    const at = `${missions}/${id}`;
    const save = async (section: string, content: unknown, version: number) => {
      const path = `${at}/sections/${section}`;
      const saved = await journal.send({ as: liaison, method: 'PUT', path, body: { content }, version });
      const now = done<{ version: number }>(saved, `saving ${section}`).version;
      if (now !== version + 1) throw new Error(`${section} went from version ${version} to ${now}`);
    };
    if (journey) {
      for (const [section, content] of Object.entries(applicationOf(liaison, title, journey))) {
        await save(section, content, section === 'basics' ? 1 : 0);
      }
      done(
        await journal.send({ as: liaison, method: 'POST', path: `${at}/submit`, body: {}, version: 0 }),
        'submitting',
      );
      continue;
    }
    const times = 1 + Math.floor(random() * 6);
    for (let version = 0; version < times; version += 1) {
      await save('budget', { rateDay: null, rates: { USD: version + 1 } }, version);
    }
    if (fate > 0.8) done(await journal.send({ as: liaison, method: 'DELETE', path: at }), 'throwing away');
  }
}
