import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase, type LivingOffice, livingOffice } from '#kernel/backup/testing.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { honglu } from './testing.ts';

let office: LivingOffice;
let environment: Record<string, string>;

beforeAll(async () => {
  office = await livingOffice();
  await office.asOwner(
    `insert into kernel.units (office_id, id, name, name_en, kind, path, valid_from) values ($1, $2, '市外办', 'City office', 'office', array[$2::uuid], '2020-01-01')`,
    [office.officeId, uuidv7()],
  );
  for (let n = 0; n < 10; n += 1) await office.addPerson(`人员${n}`);
  await office.keepFile('姓名,事由\n张三,访问大阪\n');
  await office.anchor();
  environment = { DATABASE_URL: office.url, HONGLU_DATA: office.dataFolder };
}, 120_000);
afterAll(() => office.close());

const run = (...argv: string[]) => honglu(argv, { environment });
const entriesOf = (event: string) =>
  office.asOwner(
    'select address, result, reason from kernel.audit_entries where office_id = $1 and event = $2 order by id',
    [office.officeId, event],
  );

interface Listed {
  readonly accounts: readonly {
    readonly login: string;
    readonly state: string;
    readonly posts: readonly { readonly roles: readonly string[] }[];
  }[];
}

describe('honglu user', { timeout: 300_000 }, () => {
  it('opens an account with a password shown once, appoints, lists, and leaves the same entries as the screens', async () => {
    const added = await run('user', 'add', 'sec.wang', '--name', '王安', '--administrator', 'security', '--json');
    expect(added).toMatchObject({ status: 0, err: '' });
    expect(added.json().temporaryPassword).toMatch(/^[A-Z0-9]{5}-/);
    const listed = (await run('user', 'list', '--json')).json<Listed>();
    expect(listed.accounts).toEqual([
      expect.objectContaining({
        login: 'sec.wang',
        state: 'active',
        posts: [expect.objectContaining({ roles: ['security-administrator'] })],
      }),
    ]);
    expect(await entriesOf('identity.account-opened')).toEqual([{ address: 'console', result: 'done', reason: null }]);
    expect(await entriesOf('identity.post-granted')).toHaveLength(1);
    expect(await entriesOf('identity.accounts-read')).toHaveLength(1);
    const [stored] = await office.asOwner('select string_agg(answer, $1) as answers from kernel.command_keys', ['']);
    expect(String(stored!.answers)).not.toContain(String(added.json().temporaryPassword));
  });

  it('enters nobody when the appointment is refused, and says why with status 4', async () => {
    const refused = await run('user', 'add', 'sec.li', '--name', '李安', '--administrator', 'security', '--json');
    expect(refused.status).toBe(4);
    expect(refused.json()).toMatchObject({ type: 'urn:honglu:problem:role-missing' });
    const persons = await office.asOwner(`select from kernel.persons where name = '李安'`);
    expect(persons).toHaveLength(0);
  });

  it('suspends, resumes and gives a new password, each with its entry; a taken or unknown name is refused', async () => {
    expect((await run('user', 'suspend', 'sec.wang', '--reason', '离岗')).status).toBe(0);
    expect((await run('user', 'list', '--json')).json<Listed>().accounts[0]!.state).toBe('suspended');
    expect((await run('user', 'resume', 'sec.wang', '--reason', '返岗')).status).toBe(0);
    const again = await run('user', 'reset-password', 'sec.wang', '--language', 'zh');
    expect(again.out).toContain('临时密码：');
    for (const event of ['account-suspended', 'account-resumed', 'password-reset']) {
      expect(await entriesOf(`identity.${event}`)).toEqual([{ address: 'console', result: 'done', reason: null }]);
    }
    expect((await run('user', 'suspend', 'sec.wang')).status).toBe(2);
    expect((await run('user', 'suspend', 'nobody.here', '--reason', 'x')).status).toBe(4);
    expect((await run('user', 'add', 'sec.wang', '--name', '王二')).status).toBe(4);
    expect((await run('user', 'add', 'Ä', '--name', '王二')).status).toBe(2);
    expect((await run('user', 'set-up-code')).status).toBe(4);
  });

  it('asks which office when there are several', async () => {
    const other = await office.office('other');
    const unclear = await run('user', 'list');
    expect([unclear.status, unclear.out]).toEqual([2, '']);
    for (const code of ['suqian', 'other']) expect(unclear.err).toContain(code);
    expect((await run('user', 'list', '--office', 'other', '--json')).json<Listed>().accounts).toEqual([]);
    expect((await run('user', 'list', '--office', 'nowhere')).status).toBe(2);
    await office.asOwner('update kernel.offices set demonstration = true where office_id = $1', [other]);
    expect((await run('user', 'list', '--json')).json<Listed>().accounts).toHaveLength(1);
  });
});

describe('honglu backup and restore', { timeout: 300_000 }, () => {
  it('back up a server’s database, check the copy, and restore into a built-in one that works on', async () => {
    const folder = await office.scratch();
    const made = await honglu(['backup', '--to', 'kept', '--copy-to', 'second', '--json'], { environment, folder });
    expect(made).toMatchObject({ status: 0 });
    const { folder: path, rows, files } = made.json<{ folder: string; rows: number; files: number }>();
    expect(path.startsWith(join(folder, 'kept', 'honglu-'))).toBe(true);
    expect(files).toBe(1);
    expect(await entriesOf('backup.made')).toHaveLength(1);
    const checked = await honglu(['backup', 'check', 'second', '--json'], { environment, folder });
    expect(checked.json()).toMatchObject({ exit: 0, rows, files: 1 });

    // On another machine: the second copy, the master key from its safe place, and nothing else.
    await copyFile(office.masterKeyFile, join(folder, 'master.key'));
    const elsewhere = { HONGLU_DATA: join(folder, 'new') };
    const restored = await honglu(['restore', 'second', '--key-file', 'master.key', '--json'], {
      environment: elsewhere,
      folder,
    });
    expect(restored).toMatchObject({ status: 0 });
    expect(restored.json()).toMatchObject({ rows, files: 1, damaged: [], into: join(folder, 'new') });
    const listed = await honglu(['user', 'list', '--json'], { environment: elsewhere, folder });
    expect(listed.json<Listed>().accounts.map((account) => account.login)).toEqual(['sec.wang']);
    const verified = await honglu(['audit', 'verify', '--json'], { environment: elsewhere, folder });
    expect(verified.json<{ offices: { whole: boolean; anchorsChecked: number }[] }>().offices[0]).toMatchObject({
      whole: true,
      anchorsChecked: 1,
    });

    const twice = await honglu(['restore', 'second', '--key-file', 'master.key', '--json'], {
      environment: elsewhere,
      folder,
    });
    expect(twice.status).toBe(4);
    expect(twice.json()).toMatchObject({ type: 'urn:honglu:problem:target-not-empty' });
    const lost = await honglu(['restore', 'second', '--into', 'newer', '--json'], { environment: {}, folder });
    expect(lost.status).toBe(4);

    const name = join(path, 'database', 'kernel.persons.part');
    const bytes = await readFile(name);
    bytes[200]! ^= 4;
    await writeFile(name, bytes);
    const spoiled = await honglu(['backup', 'check', path, '--json'], { environment, folder });
    expect(spoiled.status).toBe(4);
    expect(spoiled.err).toContain('database/kernel.persons');
  });

  it('drill leaves nothing behind; a passphrase may stand in for the key', async () => {
    const folder = await office.scratch();
    await writeFile(join(folder, 'words'), '一二三四五六七八九十 four words more\n');
    const made = await honglu(['backup', '--to', 'kept', '--passphrase-file', 'words', '--keep-days', '30'], {
      environment,
      folder,
    });
    expect(made.status).toBe(0);
    const drill = ['restore', 'kept', '--drill', '--key-file', office.masterKeyFile];
    const drilled = await honglu([...drill, '--passphrase-file', 'words', '--json'], {
      folder,
    });
    expect(drilled.json()).toMatchObject({ exit: 0, into: null, damaged: [] });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('honglu-drill'))).toEqual([]);
    expect((await honglu(drill, { folder })).status).toBe(4);
    expect((await honglu(['backup', '--keep-days', 'some'], { environment, folder })).status).toBe(2);
  });
});

describe('honglu migrate', { timeout: 300_000 }, () => {
  it('makes the schema in an empty database, does nothing the second time', async () => {
    const target = await emptyDatabase();
    try {
      const folder = await office.scratch();
      const own = { DATABASE_URL: target.url, HONGLU_DATA: folder };
      const before = await honglu(['user', 'list'], { environment: own });
      expect(before.status).toBe(4);
      const first = await honglu(['migrate', '--json'], { environment: own });
      expect(first.json<{ applied: string[] }>().applied).toContain('kernel/0001-basics.sql');
      expect((await honglu(['migrate', '--json'], { environment: own })).json()).toMatchObject({
        applied: [],
        exit: 0,
      });
    } finally {
      await target.drop();
    }
  });

  it('joins the database of a running program and leaves it running', async () => {
    const dataFolder = join(await office.scratch(), 'data');
    const server = await startEmbedded({ dataFolder, durable: false });
    try {
      const ended = await honglu(['migrate', '--json'], { environment: { HONGLU_DATA: dataFolder } });
      expect(ended.status).toBe(0);
      const code = await honglu(['user', 'set-up-code', '--json'], { environment: { HONGLU_DATA: dataFolder } });
      expect(code.json().code).toMatch(/^([A-HJ-NP-Z2-9]{5}-){3}[A-HJ-NP-Z2-9]{5}$/);
      expect(server.pid()).toBeDefined();
    } finally {
      await server.stop();
    }
    // And starts it where none runs.
    const alone = await honglu(['user', 'set-up-code', '--json'], { environment: { HONGLU_DATA: dataFolder } });
    expect(alone.status).toBe(0);
    expect(existsSync(join(dataFolder, 'lock'))).toBe(false);
  });
});

describe('honglu audit verify', { timeout: 300_000 }, () => {
  const spoil = (text: string) =>
    office.asOwner(
      `alter table kernel.audit_entries disable trigger user; alter table kernel.audit_links disable trigger user; ${text};
       alter table kernel.audit_entries enable trigger user; alter table kernel.audit_links enable trigger user`,
    );
  const verify = (...more: string[]) => run('audit', 'verify', '--office', 'suqian', '--json', ...more);
  interface Verdict {
    readonly offices: readonly { readonly firstBreak: { readonly kind: string; readonly sequence: number } | null }[];
  }

  it('says whole with status 0, and the office by name for people', async () => {
    await office.anchor();
    const ended = await verify();
    expect(ended.status).toBe(0);
    expect(ended.json<Verdict>().offices[0]!.firstBreak).toBeNull();
    expect((await run('audit', 'verify', '--language', 'zh')).out).toContain(
      '宿迁市人民政府外事办公室（suqian）：完好',
    );
  });

  it('names the changed entry and ends with 4, and is whole again when it is put back', async () => {
    const at = `id = (select entry_id from kernel.audit_links where sequence = 5 and office_id = '${office.officeId}')`;
    await spoil(`update kernel.audit_entries set event = event || '!' where ${at}`);
    const ended = await verify();
    expect(ended.status).toBe(4);
    expect(ended.json<Verdict>().offices[0]!.firstBreak).toMatchObject({ kind: 'digest-differs', sequence: 5 });
    expect((await run('audit', 'verify')).out).toContain('broken at entry 5');
    await spoil(`update kernel.audit_entries set event = rtrim(event, '!') where ${at}`);
    expect((await verify()).status).toBe(0);
  });

  it('finds a cut end by the signed heads, also by those kept elsewhere only', async () => {
    const store = join(office.dataFolder, 'anchors', 'audit.jsonl');
    const heads = await readFile(store, 'utf8');
    const elsewhere = join(await office.scratch(), 'heads.jsonl');
    await writeFile(elsewhere, heads);
    const last = `sequence > (select max(sequence) - 3 from kernel.audit_links where office_id = '${office.officeId}') and office_id = '${office.officeId}'`;
    await office.asOwner(`create table public.kept as select * from kernel.audit_links where ${last}`);
    await spoil(`delete from kernel.audit_links where ${last}`);
    expect((await verify()).json<Verdict>().offices[0]!.firstBreak).toMatchObject({ kind: 'cut' });
    await writeFile(store, '');
    expect((await verify()).status).toBe(3);
    const ended = await verify('--anchors', elsewhere);
    expect(ended.status).toBe(4);
    expect(ended.json<Verdict>().offices[0]!.firstBreak).toMatchObject({ kind: 'cut' });
    await office.asOwner('insert into kernel.audit_links select * from public.kept; drop table public.kept');
    await writeFile(store, heads);
    expect((await verify()).status).toBe(0);
  });

  it('does not take a head that nobody signed', async () => {
    const forged = join(await office.scratch(), 'forged.jsonl');
    const heads = await readFile(join(office.dataFolder, 'anchors', 'audit.jsonl'), 'utf8');
    await writeFile(forged, heads.replace(/"sequence":\d+/, '"sequence":9999'));
    const ended = await verify('--anchors', forged);
    expect(ended.status).toBe(4);
    expect(ended.json()).toMatchObject({
      stores: expect.arrayContaining([expect.objectContaining({ store: forged, badLines: [1] })]),
    });
    expect((await verify('--anchors', join(office.dataFolder, 'absent'))).status).toBe(2);
    expect((await verify('--anchor-key', office.masterKeyFile)).status).toBe(2);
  });
});
