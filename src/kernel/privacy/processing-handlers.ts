import type { z } from 'zod';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { type Handler, handle, Stream } from '#kernel/http/handler.ts';
import { may } from '#kernel/identity/may.ts';
import { exportTable, xlsxType } from '#kernel/tables/export-table.ts';
import { allActivities, personalFields } from './processing.ts';
import * as endpoints from './processing-endpoints.ts';
import { changePurpose, closedPurposes, purposeStates } from './purposes.ts';

const place = {
  zh: '本机数据库（中国境内），敏感项和附件加密保存；备份加密',
  en: 'The database of this machine (in China); sensitive fields and files encrypted, backups encrypted',
};

const classes: Readonly<Record<string, string>> = {
  personal: '个人信息',
  sensitive: '敏感个人信息',
  minor: '未成年人信息',
};

/** @param records the records of all services, as they are asked for */
export function processingHandlers(records: readonly z.core.$ZodType[]): readonly Handler[] {
  const fields = records.flatMap((schema) => personalFields(schema));
  const registerOf = async (queries: Queries, officeId: string): Promise<endpoints.ProcessingRow[]> => {
    const states = new Map((await purposeStates(queries, officeId)).map((state) => [state.purpose, state]));
    return allActivities().map(({ purpose, essential, ...activity }) => {
      const state = states.get(purpose);
      const own = new Map(
        fields.filter((field) => field.purpose === purpose).map((field) => [`${field.label.zh} ${field.class}`, field]),
      );
      return {
        ...activity,
        purpose,
        place,
        essential: essential ?? false,
        active: state?.active ?? true,
        changedAt: state?.changed_at.toISOString() ?? null,
        reason: state?.reason ?? null,
        fields: [...own.values()].map((field) => ({ label: field.label, class: field.class })),
      };
    });
  };
  return [
    handle(endpoints.readProcessing, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => ({
          activities: await registerOf(queries, actor.officeId),
          mayChange: may(actor, endpoints.changeProcessing.permission).allowed,
        })),
    }),
    handle(endpoints.exportProcessing, {
      run: async ({ database, actor, language, now }) => {
        const rows = await database.read(actor.officeId, (queries) => registerOf(queries, actor.officeId));
        const text = (
          label: { zh: string; en: string },
          value: (row: endpoints.ProcessingRow) => string | null,
          width = 30,
        ) => ({ label, kind: 'text', value, width }) as const;
        const name = { zh: '个人信息处理活动登记', en: 'Register of processing' };
        const columns = [
          text({ zh: '处理目的', en: 'Purpose' }, (row) => row.label[language]),
          text({ zh: '法律依据', en: 'Legal basis' }, (row) => row.basis[language]),
          text(
            { zh: '信息种类', en: 'Fields' },
            (row) =>
              row.fields
                .map(
                  (one) =>
                    `${one.label[language]}${language === 'zh' ? `（${classes[one.class] ?? one.class}）` : ` (${one.class})`}`,
                )
                .join(language === 'zh' ? '、' : ', '),
            60,
          ),
          text({ zh: '接收方', en: 'Recipients' }, (row) => row.recipients[language]),
          text({ zh: '存放地点', en: 'Place' }, (row) => row.place[language]),
          text({ zh: '保存期限', en: 'Retention' }, (row) => row.retention[language]),
          text({ zh: '状态', en: 'State' }, (row) =>
            row.active ? (language === 'zh' ? '收集' : 'collected') : language === 'zh' ? '已停止' : 'closed',
          ),
        ];
        const day = dayInBeijing(now);
        const content = exportTable({ name, columns, rows, mark: `${actor.name} ${day}` }, language);
        return new Stream(content, xlsxType, `${name[language]}-${day}.xlsx`);
      },
    }),
    handle(endpoints.readClosed, {
      run: async ({ database, actor }) => ({
        purposes: [...(await database.read(actor.officeId, (queries) => closedPurposes(queries, actor.officeId)))],
      }),
    }),
    handle(endpoints.changeProcessing, {
      run: async ({ runner, actor, key, body }) => {
        const { id: name } = endpoints.changeProcessing;
        await runner.run(actor, { name, key, input: body, run: (work) => changePurpose(work, body) });
        return undefined;
      },
    }),
  ];
}
