import { dayInBeijing } from '../calendar/day.ts';
import { notFound } from '../http/answers.ts';
import { faultsOf } from '../http/faults.ts';
import { type Handler, handle } from '../http/handler.ts';
import { Problem } from '../http/problem.ts';
import { namesOf } from '../parties/persons.ts';
import { readSettings, setSetting, settingHistory } from '../settings/storage.ts';
import { grouped } from './code.ts';
import { type DocumentParts, numberOf } from './issue.ts';
import type { DocumentKind } from './kind.ts';
import { continueSeries, numberedByTemplate, numberSeries } from './number-series.ts';
import { issuersOn } from './registers.ts';
import { templateDigest } from './render/template-digest.ts';
import * as endpoints from './template-endpoints.ts';

/** A code that nothing was issued under. */
const sampleCode = 'SAMPLESAMPLESAMPLESAMPLE22';

/** Templates with the office's words, trial papers, and the number series. */
export function templateHandlers(parts: Pick<DocumentParts, 'kinds' | 'renderer' | 'address'>): readonly Handler[] {
  const kindNamed = (key: string): DocumentKind => {
    const kind = parts.kinds.find((one) => one.key === key);
    if (!kind) throw notFound();
    return kind;
  };
  return [
    handle(endpoints.listTemplates, {
      run: ({ database, actor, now }) =>
        database.read(actor.officeId, async (queries) => {
          const { officeId } = actor;
          const settings = parts.kinds.map(({ wording }) => wording.setting);
          const inForce = await readSettings(queries, officeId, settings, dayInBeijing(now));
          const numbered = await numberedByTemplate(queries, officeId);
          const templates = [];
          for (const kind of parts.kinds) {
            const { setting, phrases } = kind.wording;
            const history = await settingHistory(queries, officeId, setting);
            const setters = history.map(({ setBy }) => setBy);
            const names = await namesOf(queries, officeId, setters);
            const digest = templateDigest(kind.template);
            const ofKind = numbered.filter((one) => one.kind === kind.key);
            const sum = (rows: typeof ofKind) => rows.reduce((total, { count }) => total + count, 0);
            templates.push({
              key: kind.key,
              title: { ...kind.title },
              digest,
              issued: sum(ofKind),
              issuedByThis: sum(ofKind.filter((one) => one.digest === digest)),
              docx: kind.docx !== undefined,
              phrases: Object.fromEntries(
                Object.entries(phrases).map(([key, { fills, ...phrase }]) => [
                  key,
                  { ...phrase, ...(fills ? { fills: [...fills] } : {}) },
                ]),
              ),
              words: { ...(inForce.get(setting.key) ?? setting.default) },
              history: history.map(({ value, validFrom, setBy, setAt, reason }) => ({
                words: { ...value },
                validFrom,
                setBy: names.get(setBy) ?? null,
                setAt: setAt.toISOString(),
                reason,
              })),
            });
          }
          return { templates };
        }),
    }),
    handle(endpoints.setWords, {
      run: async ({ runner, actor, key, params, body }) => {
        const { setting } = kindNamed(params.kind).wording;
        await runner.run(actor, {
          name: endpoints.setWords.id,
          key,
          input: { params, body },
          object: `setting:${setting.key}`,
          run: (work) =>
            setSetting(work, setting, { value: body.words, validFrom: body.validFrom, reason: body.reason }, '/words'),
        });
        return undefined;
      },
    }),
    handle(endpoints.tryTemplate, {
      run: async ({ database, actor, params, body, now }) => {
        const kind = kindNamed(params.kind);
        const words = parsedWords(kind, body.words);
        const today = dayInBeijing(now);
        const [issuer] = await database.read(actor.officeId, (queries) => issuersOn(queries, actor.officeId, today));
        const data = kind.data.parse(
          kind.imprint(kind.example, {
            number: numberOf(issuer?.codeWord ?? '示外', words.series!, today, 1),
            issuer: issuer?.name ?? '示例市人民政府外事办公室',
            signer: '赵示例',
            issuedOn: today,
            verification: { code: grouped(sampleCode), url: `${parts.address}/verify/${sampleCode}` },
            sample: true,
            words,
          }),
        );
        await parts.renderer.ready();
        const { pdf, pages } = await parts.renderer.render({ template: kind.template, data, date: today });
        return { pdf: pdf.toString('base64'), pages };
      },
    }),
    handle(endpoints.listSeries, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => ({
          series: (await numberSeries(queries, actor.officeId)).map(({ voided, ...one }) => ({
            ...one,
            voided: [...voided],
          })),
        })),
    }),
    handle(endpoints.beginSeries, {
      run: async ({ runner, actor, key, body }) => {
        await runner.run(actor, {
          name: endpoints.beginSeries.id,
          key,
          input: body,
          run: (work) => continueSeries(work, body),
        });
        return undefined;
      },
    }),
  ];
}

/** @throws Problem 422 with each fault at its phrase */
function parsedWords({ wording: { setting } }: DocumentKind, given: unknown): Readonly<Record<string, string>> {
  const parsed = setting.schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Problem(
    422,
    'malformed',
    { zh: '用语有误，没有试排。请按各项提示改正。', en: 'The words have faults; nothing was set. Mend them.' },
    { faults: faultsOf(parsed.error, setting.schema, '/words') },
  );
}
