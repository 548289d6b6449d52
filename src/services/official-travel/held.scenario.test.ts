import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { setMailAddress } from '#kernel/notifications/addresses-of-people.ts';
import type { HeldSource } from '#kernel/privacy/held.ts';
import { kernelHeld, nothingHeld } from '#kernel/privacy/held-kernel.ts';
import type { Pack } from '#kernel/privacy/request-endpoints.ts';
import { services } from '#services';
import { identityNumber, lawfulTraveller } from './people/fixtures.ts';
import { draftMission } from './testing.ts';

const { app: t, kernel, office } = await missionStage();
beforeAll(async () => {
  const id = await draftMission(office, office.mission());
  await office.done('liaison', 'POST', `${id}/submit`, { body: {}, version: 0 });
  // A row wherever the schema can name the second traveller.
  const person = office.id('second');
  const actor = t.actor({ personId: person });
  await t.runner.run(actor, {
    name: 'trial.mail',
    key: newKey(),
    input: {},
    run: (work) => setMailAddress(kernel.crypto, work, 'li.wangshu@example.gov.cn'),
  });
  await t.asOwner(
    `insert into kernel.inbox (office_id, id, person_id, message_key, kind, topic, text_zh, text_en, sent_at)
     values ($1, gen_random_uuid(), $2, 'm', 'message', 'x', '请交回护照', 'Hand the passport back', now())`,
    [t.officeId, person],
  );
  await t.asOwner(
    `insert into official_travel.trips (office_id, id, reference, status, kind, category, unit_id, unit_path, unit_names, departure, return, regions, purpose_title, recorded_at)
     values ($1, $2, '宿外批〔2024〕9号', 'completed', 'abroad', 'general', $3, array[$3::uuid], '{样例}', '2024-05-01', '2024-05-05', '{JP}', '赴日考察', now())`,
    [t.officeId, '01930000-0000-7000-8000-000000000001', office.units.centre],
  );
  await t.asOwner(
    `insert into official_travel.trip_people (office_id, trip_id, person_id, group_leader) values ($1, '01930000-0000-7000-8000-000000000001', $2, false)`,
    [t.officeId, person],
  );
});

const newKey = () => randomUUID();
const words = (pack: Pack) => JSON.stringify(pack);
const at = '/api/privacy/requests';
const received = (
  who: 'officeHead' | 'supervisor',
  kind: 'access' | 'correction' | 'erasure',
  name: 'second' | 'third',
) =>
  office.done<{ id: string; dueOn: string }>(who, 'POST', at, {
    body: { kind, personId: office.id(name), identityChecked: 'in-person' },
  });

describe('PR-05 access, copy, correction', () => {
  test('every column of the schema that names a person is answered for by a source, or says why it holds nothing', async () => {
    const columns = await t.asOwner(
      `select n.nspname || '.' || c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
         and (a.attname ~ 'person' or a.attname in ('applicant_id', 'uploaded_by'))
         and (n.nspname = 'kernel' or n.nspname in (select replace(source, '-', '_') from kernel.migrations)) order by 1`,
    );
    const sources: readonly HeldSource[] = [...kernelHeld, ...services.flatMap((service) => service.held ?? [])];
    const covered = new Set([...sources.flatMap(({ covers }) => covers), ...Object.keys(nothingHeld)]);
    expect(columns.map(({ name }) => String(name)).filter((name) => !covered.has(name))).toEqual([]);
    expect(columns.length).toBeGreaterThan(15);
  });

  test('one act gathers all that is held on a person from the kernel and the service, and of others nothing', async () => {
    const { id } = await received('officeHead', 'access', 'second');
    const pack = await office.done<Pack>('officeHead', 'GET', `${at}/${id}/pack`);
    const filled = pack.parts.filter(({ records }) => records.length > 0).map(({ key }) => key);
    expect(filled).toEqual(
      expect.arrayContaining([
        'kernel.person',
        'kernel.account',
        'kernel.posts',
        'kernel.mail',
        'kernel.cases',
        'kernel.inbox',
        'kernel.requests',
        'kernel.trail',
        'official-travel.member',
        'official-travel.trips',
      ]),
    );
    const text = words(pack);
    for (const own of ['李望舒', 'li.wangshu@example.gov.cn', '请交回护照', '宿外批〔2024〕9号'])
      expect(text).toContain(own);
    for (const other of ['陈守一', '郑可言', '吴之问', '周可心', 'argon2id']) expect(text).not.toContain(other);
    // Each value has its words in both languages, for the person, and its key, for a machine.
    const fields = pack.parts.flatMap(({ records }) => records.flatMap((record) => record.fields));
    expect(fields.every(({ key, label }) => key !== '' && label.zh !== '' && label.en !== '')).toBe(true);
    // Codes have words of their own, instants are those of ISO 8601.
    const said = (part: string, key: string) =>
      pack.parts
        .filter((one) => one.key === part)
        .flatMap(({ records }) => records.flatMap((record) => record.fields))
        .find((field) => field.key === key)?.said?.zh;
    expect(
      [
        ['kernel.account', 'state'],
        ['kernel.posts', 'roles'],
        ['kernel.cases', 'state'],
        ['kernel.cases', 'relation'],
        ['kernel.requests', 'kind'],
        ['official-travel.trips', 'regions'],
        ['official-travel.trips', 'status'],
        ['official-travel.member', 'groupRole'],
      ].map(([part, key]) => said(part!, key!)),
    ).toEqual([
      '使用中',
      '出访人员',
      expect.stringMatching(/\p{sc=Han}/u),
      '团组成员',
      '查阅、复制',
      '日本',
      '已完成',
      expect.stringMatching(/^\p{sc=Han}+$/u),
    ]);
    const created = fields.find(({ key }) => key === 'created_at')!.value;
    expect(new Date(created).toISOString()).toBe(created);
    const entries = await t.asOwner(`select object from kernel.audit_entries where event = 'privacy.pack-made'`);
    expect(entries).toEqual([{ object: `privacy-request:${id}` }]);
  });

  test('whoever has an account sees what is held on oneself, and on nobody else', async () => {
    const own = await office.done<Pack>('third', 'GET', '/api/privacy/own');
    expect(own.personId).toBe(office.id('third'));
    expect(words(own)).not.toContain('li.wangshu@example.gov.cn');
    for (const name of ['liaison', 'reviewer', 'systemAdministrator', 'inspector'] as const) {
      expect((await office.as(name, 'GET', at)).statusCode).toBe(403);
    }
    const { id } = await received('supervisor', 'access', 'third');
    expect((await office.as('third', 'GET', `${at}/${id}/pack`)).statusCode).toBe(403);
  });

  test('the answer is due in fifteen working days, and giving it ends the duty', async () => {
    const { id, dueOn } = await received('officeHead', 'access', 'third');
    // Received on 13 April 2026; 1 to 5 May are off.
    expect(dueOn).toBe('2026-05-07');
    const open = async () =>
      (await t.asOwner(`select state from kernel.obligations where subject = $1`, [`privacy-request:${id}`]))[0]!.state;
    expect(await open()).toBe('open');
    const bare = await office.as('officeHead', 'POST', `${at}/${id}/answer`, {
      body: { outcome: 'refused', words: '' },
    });
    expect(bare.statusCode).toBe(422);
    await office.done('officeHead', 'POST', `${at}/${id}/answer`, {
      body: { outcome: 'answered', words: '当面交付复制件' },
    });
    expect(await open()).toBe('met');
    const again = await office.as('officeHead', 'POST', `${at}/${id}/answer`, {
      body: { outcome: 'refused', words: '再答一次' },
    });
    expect([again.statusCode, again.json().type]).toEqual([409, 'urn:honglu:problem:request-ended']);
  });

  test('a correction is a new entry beside the old, seen in lists at once and told to the search', async () => {
    const { id } = await received('officeHead', 'correction', 'third');
    await office.done('officeHead', 'POST', `${at}/${id}/correct`, {
      body: { name: '郑可彦', nameLatin: 'ZHENG, KEYAN', reason: '居民身份证' },
    });
    expect(await t.asOwner('select name, name_latin from kernel.persons where id = $1', [office.id('third')])).toEqual([
      { name: '郑可彦', name_latin: 'ZHENG, KEYAN' },
    ]);
    expect(await t.asOwner('select field, before, after from kernel.person_corrections order by field')).toMatchObject([
      { field: 'name', after: '郑可彦' },
      { field: 'name_latin', before: null, after: 'ZHENG, KEYAN' },
    ]);
    const [message] = await t.asOwner(`select body from kernel.outbox where topic = 'parties.person-corrected'`);
    expect(message).toEqual({ body: { personId: office.id('third') } });
    const found = await office.done<{ persons: { name: string }[] }>(
      'intake',
      'GET',
      `/api/parties/persons?name=${encodeURIComponent('郑可')}`,
    );
    expect(found.persons.map(({ name }) => name)).toEqual(['郑可彦']);
    const same = await office.as('officeHead', 'POST', `${at}/${id}/correct`, {
      body: { name: '郑可彦', reason: '居民身份证' },
    });
    expect([same.statusCode, same.json().type]).toEqual([422, 'urn:honglu:problem:nothing-corrected']);
  });
});

describe('PR-06 deletion', () => {
  const erase = (who: 'officeHead' | 'supervisor', id: string) => office.as(who, 'POST', `${at}/${id}/erase`);
  const number = identityNumber('19791231', '517');
  /** Whatever lies in any table, as text. */
  const everything = async () => {
    const tables = await t.asOwner(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('kernel', 'official_travel')`,
    );
    const rows = [];
    for (const { name } of tables) rows.push(...(await t.asOwner(`select t::text as row from ${String(name)} t`)));
    return rows.map(({ row }) => String(row)).join('\n');
  };

  test('of who travelled with a mission is stopped by the duty to keep, with the article', async () => {
    const { id } = await received('officeHead', 'erasure', 'second');
    const refused = await erase('supervisor', id);
    expect([refused.statusCode, refused.json().type]).toEqual([409, 'urn:honglu:problem:must-be-kept']);
    expect(refused.body).toContain('第四十七条');
    expect(await everything()).toContain('李望舒');
  });

  test('wants a second person, destroys key and rows, and leaves a record and the entries without the person', async () => {
    const file = lawfulTraveller(office.units.centre, {
      surname: '鹓',
      givenName: '鶵甲',
      surnameLatin: 'YUANCHU',
      latinReason: '与护照一致',
      identityNumber: number,
      birthDate: '1979-12-31' as never,
      phone: '13987650009',
      passportNumber: 'PE7071727',
    });
    const { id: personId } = await office.done<{ id: string }>('liaison', 'POST', '/api/official-travel/people', {
      body: { file },
    });
    expect(await everything()).toContain('鹓鶵甲');
    const { id } = await office.done<{ id: string }>('officeHead', 'POST', at, {
      body: { kind: 'erasure', personId, identityChecked: 'in-person' },
    });
    const alone = await erase('officeHead', id);
    expect([alone.statusCode, alone.json().type]).toEqual([409, 'urn:honglu:problem:second-person-needed']);
    const [before] = await t.asOwner('select count(*)::int as count from kernel.audit_entries');
    expect((await erase('supervisor', id)).statusCode).toBe(204);
    const left = await everything();
    for (const canary of ['鹓鶵甲', '鹓', 'YUANCHU', number, '13987650009', 'PE7071727'])
      expect(left).not.toContain(canary);
    const [key] = await t.asOwner(
      'select wrapped, destroyed_at is not null as destroyed from kernel.person_keys where person_id = $1',
      [personId],
    );
    expect(key).toEqual({ wrapped: null, destroyed: true });
    const [record] = await t.asOwner('select state, words from kernel.privacy_requests where id = $1', [id]);
    expect(record).toEqual({ state: 'answered', words: '已删除 2026-04-13' });
    const [after] = await t.asOwner('select count(*)::int as count from kernel.audit_entries');
    expect(Number(after!.count)).toBeGreaterThan(Number(before!.count));
    expect((await office.as('liaison', 'GET', `/api/official-travel/people/${personId}`)).statusCode).toBe(404);
  });
});
