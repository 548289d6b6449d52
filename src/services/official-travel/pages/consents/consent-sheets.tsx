import { PeoplePicker } from '#kernel/identity/pages/person-picker.tsx';
import { unitControl } from '#kernel/identity/pages/unit-select.tsx';
import { listUnits } from '#kernel/identity/registry-endpoints.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { SchemaForm } from '#kernel/ui/forms/schema-form.tsx';
import { useForm } from '#kernel/ui/forms/use-form.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import type { MissionPage } from '../../answers.ts';
import {
  answerConsent,
  askConsent,
  type Consent,
  registerConsentPaper,
  withdrawConsent,
} from '../../consents/endpoints.ts';
import { consentAnswer, consultation } from '../../consents/model.ts';
import type { DraftMission } from '../../model.ts';

interface ConsentSheet {
  readonly consent: Consent;
  readonly onClose: () => void;
}

/** 征求意见: what the mission says already is filled in; the unit is asked for places, and no answer is no consent. */
export function AskSheet({
  page,
  mission,
  onClose,
}: {
  readonly page: MissionPage;
  readonly mission: DraftMission;
  readonly onClose: () => void;
}) {
  const regions = [
    ...new Set((mission.route?.stops ?? []).flatMap(({ region, use }) => (region && use === 'visit' ? [region] : []))),
  ];
  const units = useRead(listUnits);
  const state = useForm(consultation, {
    unitId: null,
    letterNumber: null,
    task: mission.basics?.task ?? '',
    departure: mission.route?.departure ?? null,
    return: mission.route?.return ?? null,
    regions,
    places: 1,
    costs: '由派员单位承担',
  });
  const act = useAct(askConsent, { onDone: onClose, onProblem: state.setProblem });
  return (
    <ConfirmSheet
      open
      title={{ zh: `征求派员单位意见 ${page.title}`, en: `Ask a sending unit: ${page.title}` }}
      sentence={{
        zh: '系统内单位直接收到征求意见；逾期未答复不视为同意。',
        en: 'A unit of this system gets the letter here. No answer in time is no consent.',
      }}
      act={{ zh: '发出征求意见', en: 'Ask' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const body = state.check();
        if (body) act.mutate({ params: { id: page.id }, body });
      }}
    >
      <SchemaForm
        schema={consultation}
        value={state.value}
        onChange={(next) => {
          // The name in full comes with the unit chosen.
          const chosen = next.unitId !== state.value.unitId && units.data?.units.find(({ id }) => id === next.unitId);
          state.setValue(chosen ? { ...next, unitName: chosen.name } : next);
        }}
        faults={state.faults}
        custom={{ unitId: unitControl }}
      />
    </ConfirmSheet>
  );
}

/** 答复: the head of the unit that was asked; or what a unit outside the system answered on paper. */
export function AnswerSheet({ consent, onClose }: ConsentSheet) {
  const state = useForm(consentAnswer, { people: [], reason: '', fileId: null });
  const act = useAct(answerConsent, { onDone: onClose, onProblem: state.setProblem });
  return (
    <ConfirmSheet
      open
      title={{ zh: `答复征求意见 ${consent.unitName}`, en: `Answer for ${consent.unitName}` }}
      sentence={{
        zh: `${consent.organiser.name}征求派员意见：${consent.task}，${consent.departure}至${consent.return}，名额 ${consent.places} 人。`,
        en: `${consent.organiser.name} asks for people: ${consent.task}, ${consent.departure} to ${consent.return}, ${consent.places} places.`,
      }}
      act={{ zh: '答复', en: 'Answer' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => {
        const body = consentAnswer.safeParse({ people: [], reason: '', fileId: null, ...state.value });
        if (!body.success) state.check();
        else act.mutate({ params: { id: consent.id }, version: consent.version, body: body.data });
      }}
    >
      <SchemaForm
        schema={consentAnswer}
        value={state.value}
        onChange={state.setValue}
        faults={state.faults}
        only={['decision', 'people', 'reason', 'signer']}
        asks={(name, value) => name !== 'people' || value.decision !== 'refuse'}
        custom={{
          people: ({ ties, value, onChange }) => (
            <PeoplePicker
              id={ties.id}
              value={Array.isArray(value) ? value.map(String) : []}
              onChange={(people) => onChange([...people])}
            />
          ),
        }}
      />
    </ConfirmSheet>
  );
}

/** 任务通知书、确认件: registered with number and date as their authority gave them. */
export function RegisterSheet({ consent, onClose }: ConsentSheet) {
  return (
    <FormSheet
      endpoint={registerConsentPaper}
      params={{ id: consent.id }}
      version={consent.version}
      initial={{ fileId: null, kind: consent.notice ? 'confirmation' : 'task-notice' }}
      only={['kind', 'issuer', 'number', 'date']}
      title={{ zh: `登记文件 ${consent.unitName}`, en: `Register a paper: ${consent.unitName}` }}
      sentence={{ zh: '文号以发文单位给出的为准。', en: 'The number is the one its issuer gave.' }}
      act={{ zh: '登记', en: 'Register' }}
      onClose={onClose}
    />
  );
}

export function WithdrawSheet({ consent, onClose }: ConsentSheet) {
  const act = useAct(withdrawConsent, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      title={{ zh: `撤回征求意见 ${consent.unitName}`, en: `Withdraw: ${consent.unitName}` }}
      sentence={{
        zh: '撤回后对方不再答复；需要时可重新征求。',
        en: 'The unit answers no more; it can be asked again.',
      }}
      act={{ zh: '撤回征求意见', en: 'Withdraw' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: consent.id }, version: consent.version })}
    />
  );
}
