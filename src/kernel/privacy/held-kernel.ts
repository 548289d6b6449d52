import { sql } from 'kysely';
import { accountStates } from '#kernel/identity/registry-model.ts';
import { roles } from '#kernel/identity/roles.ts';
import { mailAddressOf } from '#kernel/notifications/addresses-of-people.ts';
import { labelOfKind } from '#kernel/obligations/kind.ts';
import { lockStates, obligationStates } from '#kernel/obligations/model.ts';
import { coded, type HeldSource, recordOf, tableSource } from './held.ts';
import { requestKinds, requestStates } from './request-endpoints.ts';

const from = { zh: '自', en: 'From' };
const to = { zh: '至', en: 'To' };
const state = { zh: '状态', en: 'State' };
const at = { zh: '时间', en: 'Time' };
const reason = { zh: '理由', en: 'Reason' };

const relations = {
  applicant: { zh: '申报人', en: 'Applicant' },
  member: { zh: '团组成员', en: 'Member' },
  holder: { zh: '正在办理', en: 'Handles it now' },
  participant: { zh: '参与办理', en: 'Took part' },
};

const accountSource = tableSource({
  key: 'kernel.account',
  label: { zh: '账号', en: 'Account' },
  table: 'kernel.accounts',
  person: 'person_id',
  columns: {
    login: { zh: '登录名', en: 'Login' },
    state: coded(state, accountStates),
    state_reason: reason,
    language: coded(
      { zh: '语言', en: 'Language' },
      { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } },
    ),
    last_sign_in_at: { zh: '上次登录', en: 'Last sign-in' },
    created_at: { zh: '开通时间', en: 'Opened at' },
  },
});

/** The row stays, for acts point to it; nothing in it says who it was, and nobody can sign in with it. */
const eraseAccount: NonNullable<HeldSource['erase']> = async ({ queries, officeId, personId }) => {
  const { rows } = await sql<{ id: string }>`update kernel.accounts set login = 'erased-' || id, state = 'suspended',
      state_reason = 'erased', factor_seed = null, factor_pending = null
    where office_id = ${officeId}::uuid and person_id = ${personId}::uuid returning id`.execute(queries);
  for (const { id } of rows) {
    await sql`delete from kernel.sessions where office_id = ${officeId}::uuid and account_id = ${id}::uuid`.execute(
      queries,
    );
    await sql`delete from kernel.recovery_codes where office_id = ${officeId}::uuid and account_id = ${id}::uuid`.execute(
      queries,
    );
    await sql`delete from kernel.password_history where office_id = ${officeId}::uuid and account_id = ${id}::uuid`.execute(
      queries,
    );
  }
};

/** What the kernel itself holds on a person. */
export const kernelHeld: readonly HeldSource[] = [
  tableSource({
    key: 'kernel.person',
    label: { zh: '基本信息', en: 'Person' },
    table: 'kernel.persons',
    person: 'id',
    columns: {
      name: { zh: '姓名', en: 'Name' },
      name_latin: { zh: '姓名拼音', en: 'Name in Latin letters' },
      created_at: { zh: '登记时间', en: 'Entered at' },
    },
  }),
  tableSource({
    key: 'kernel.corrections',
    erasable: true,
    label: { zh: '更正记录', en: 'Corrections' },
    table: 'kernel.person_corrections',
    person: 'person_id',
    columns: {
      field: { zh: '项目', en: 'Field' },
      before: { zh: '原值', en: 'Before' },
      after: { zh: '更正为', en: 'After' },
      reason,
      corrected_at: at,
    },
  }),
  {
    ...accountSource,
    erase: eraseAccount,
  },
  {
    key: 'kernel.posts',
    label: { zh: '岗位', en: 'Posts' },
    covers: ['kernel.posts.person_id'],
    keeps: async ({ queries, officeId, personId }) => {
      const { rows } =
        await sql`select from kernel.posts where office_id = ${officeId}::uuid and person_id = ${personId}::uuid
        and ended_at is null and (valid_to is null or valid_to >= current_date)`.execute(queries);
      if (rows.length === 0) return null;
      return { zh: '仍在岗，岗位结束后才能删除', en: 'Still holds a post; it must end first' };
    },
    gather: async ({ queries, officeId, personId }) => {
      const { rows } = await sql<Record<string, string | null>>`select p.title, u.name as unit, p.roles::text as roles,
          p.valid_from::text as valid_from, p.valid_to::text as valid_to, p.ended_at::text as ended_at, p.ended_reason
        from kernel.posts p join kernel.units u on u.office_id = p.office_id and u.id = p.unit_id
        where p.office_id = ${officeId}::uuid and p.person_id = ${personId}::uuid order by p.valid_from`.execute(
        queries,
      );
      const columns = {
        title: { zh: '岗位', en: 'Post' },
        unit: { zh: '单位', en: 'Unit' },
        roles: coded({ zh: '职责', en: 'Duties' }, roles),
        valid_from: from,
        valid_to: to,
        ended_at: { zh: '结束时间', en: 'Ended at' },
        ended_reason: reason,
      };
      return rows.map((row) => recordOf({ zh: '岗位', en: 'Post' }, columns, row));
    },
  },
  ...(['from_person_id', 'to_person_id'] as const).map((person) =>
    tableSource({
      key: `kernel.delegations-${person === 'from_person_id' ? 'given' : 'taken'}`,
      label:
        person === 'from_person_id'
          ? { zh: '委托他人代理', en: 'Delegations given' }
          : { zh: '代理他人', en: 'Delegations taken' },
      table: 'kernel.delegations',
      person,
      columns: { valid_from: from, valid_to: to },
    }),
  ),
  {
    key: 'kernel.mail',
    label: { zh: '通知邮箱', en: 'Address for notices' },
    covers: ['kernel.mail_addresses.person_id'],
    erase: async ({ queries, officeId, personId }) => {
      await sql`delete from kernel.mail_addresses where office_id = ${officeId}::uuid and person_id = ${personId}::uuid`.execute(
        queries,
      );
    },
    gather: async ({ queries, crypto, officeId, personId }) => {
      const address = await mailAddressOf(crypto, queries, officeId, personId);
      const label = { zh: '邮箱', en: 'Mail' };
      return address === null ? [] : [recordOf({ zh: '通知邮箱', en: 'Address' }, { address: label }, { address })];
    },
  },
  {
    key: 'kernel.cases',
    label: { zh: '办件', en: 'Cases' },
    covers: [
      'kernel.case_people.person_id',
      'kernel.cases.applicant_id',
      'kernel.case_events.by_person',
      'kernel.case_events.for_person',
    ],
    keeps: async ({ queries, officeId, personId }) => {
      const { rows } = await sql`select from kernel.case_people where office_id = ${officeId}::uuid
        and person_id = ${personId}::uuid and relation in ('applicant', 'member') limit 1`.execute(queries);
      if (rows.length === 0) return null;
      return {
        zh: '有本人的办件，须按《档案法》和《个人信息保护法》第四十七条第二款保存，期满鉴定后销毁',
        en: 'There are cases of the person, kept under the Archives Law and art. 47(2) of the Personal Information Protection Law until their term and appraisal',
      };
    },
    gather: async ({ queries, officeId, personId, kinds }) => {
      const { rows } = await sql<
        Readonly<Record<string, string | readonly string[] | null>> & Readonly<Record<'service' | 'kind', string>>
      >`select c.service, c.kind, c.number, c.title, c.state, c.submitted_at::text as submitted_at,
          (select array_agg(distinct r.relation order by r.relation) from kernel.case_people r
            where r.office_id = c.office_id and r.case_id = c.id and r.person_id = ${personId}::uuid) as relation,
          (select count(*)::text from kernel.case_events e where e.office_id = c.office_id and e.case_id = c.id
            and ${personId}::uuid in (e.by_person, e.for_person)) as acts
        from kernel.cases c where c.office_id = ${officeId}::uuid and (c.applicant_id = ${personId}::uuid
          or exists (select from kernel.case_people r where r.office_id = c.office_id and r.case_id = c.id and r.person_id = ${personId}::uuid)
          or exists (select from kernel.case_events e where e.office_id = c.office_id and e.case_id = c.id
            and ${personId}::uuid in (e.by_person, e.for_person)))
        order by c.created_at`.execute(queries);
      const columns = {
        number: { zh: '编号', en: 'Number' },
        title: { zh: '事项', en: 'Title' },
        relation: coded({ zh: '与本人的关系', en: 'Relation' }, relations),
        state,
        submitted_at: { zh: '提交时间', en: 'Submitted at' },
        acts: { zh: '本人办理次数', en: 'Own acts' },
      };
      return rows.map((row) => {
        const words = (code: string) => kinds.state(row.service, row.kind, code);
        return recordOf({ zh: '办件', en: 'Case' }, { ...columns, state: { label: state, words } }, row);
      });
    },
  },
  tableSource({
    key: 'kernel.obligations',
    label: { zh: '期限事项', en: 'Duties' },
    table: 'kernel.obligations',
    person: 'person_id',
    columns: {
      kind: { label: { zh: '事项', en: 'Duty' }, words: labelOfKind },
      due_on: { zh: '期限', en: 'Due' },
      state: coded(state, obligationStates),
    },
  }),
  tableSource({
    key: 'kernel.locks',
    label: { zh: '暂停办理', en: 'Locks' },
    table: 'kernel.obligation_locks',
    person: 'target_id',
    columns: { since: from, state: coded(state, lockStates), lifted_at: { zh: '解除时间', en: 'Lifted at' } },
  }),
  tableSource({
    key: 'kernel.inbox',
    erasable: true,
    label: { zh: '收到的消息', en: 'Messages' },
    table: 'kernel.inbox',
    person: 'person_id',
    columns: { sent_at: at, text_zh: { zh: '内容', en: 'Text' }, read_at: { zh: '阅读时间', en: 'Read at' } },
  }),
  tableSource({
    key: 'kernel.files',
    label: { zh: '上传的文件', en: 'Files handed in' },
    table: 'kernel.files',
    person: 'uploaded_by',
    columns: { name: { zh: '文件名', en: 'Name' }, purpose: { zh: '用途', en: 'Purpose' }, uploaded_at: at },
  }),
  tableSource({
    key: 'kernel.notices-read',
    erasable: true,
    label: { zh: '已阅的告知书', en: 'Notices confirmed' },
    table: 'kernel.notice_acknowledgements',
    person: 'person_id',
    columns: { about: { zh: '告知书', en: 'Notice' }, version: { zh: '版本', en: 'Version' }, acknowledged_at: at },
  }),
  tableSource({
    key: 'kernel.requests',
    label: { zh: '个人信息申请', en: 'Requests about the data' },
    table: 'kernel.privacy_requests',
    person: 'person_id',
    columns: {
      kind: coded({ zh: '类别', en: 'Kind' }, requestKinds),
      received_at: { zh: '收到时间', en: 'Received at' },
      state: coded(state, requestStates),
      answered_at: { zh: '答复时间', en: 'Answered at' },
      words: { zh: '答复', en: 'Answer' },
    },
  }),
  {
    key: 'kernel.trail',
    label: { zh: '审计记录', en: 'Audit trail' },
    covers: ['kernel.audit_subjects.person_id'],
    gather: async ({ queries, officeId, personId }) => {
      const { rows } = await sql<Record<string, string | null>>`select count(e.id)::text as entries,
          min(e.at_real)::text as first, max(e.at_real)::text as last
        from kernel.audit_subjects s left join kernel.audit_entries e on e.office_id = s.office_id and e.subject = s.subject
        where s.office_id = ${officeId}::uuid and s.person_id = ${personId}::uuid group by s.subject`.execute(queries);
      const columns = {
        entries: { zh: '条数', en: 'Entries' },
        first: { zh: '最早', en: 'First' },
        last: { zh: '最近', en: 'Last' },
      };
      return rows.map((row) => recordOf({ zh: '本人操作的记录', en: 'Entries of own acts' }, columns, row));
    },
  },
];

/** Columns that name a person and hold nothing on them that is not answered for elsewhere, with the reason. */
export const nothingHeld: Readonly<Record<string, string>> = {
  'kernel.command_keys.person_id': 'keys of requests, forgotten after thirty days',
  'kernel.person_keys.person_id': 'the key that seals the data, not data',
  'kernel.task_claims.person_id': 'who has taken a task in hand, until it is done or given back',
  'kernel.task_snoozes.person_id': 'until when a task is put off in one list; gone with that day',
  'kernel.document_cosigners.person_id': 'the seat of a colleague on a document; the act stands in the case',
  'kernel.document_events.by_person': 'an act on a document; the case names it',
  'kernel.seal_uses.by_person': 'an act on a document; the register of seals names the document',
  'kernel.obligation_changes.by_person': 'an act on a duty; the duty names it',
};
