import { stepUp } from '#kernel/identity/endpoints.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { FactorForm } from './factor-form.tsx';

/** Before something weighty: the second factor again. It stays good for five minutes. */
export default function StepUpForm({
  onDone,
  onGiveUp,
}: {
  readonly onDone: () => void;
  readonly onGiveUp: () => void;
}) {
  const t = useText();
  return (
    <div className="stack">
      <p>
        {t({
          zh: '这项操作要求五分钟内验证过身份。验证后自动继续。',
          en: 'This act wants your identity confirmed within five minutes. It goes on by itself afterwards.',
        })}
      </p>
      <FactorForm
        endpoint={stepUp}
        label={{ zh: '验证并继续', en: 'Confirm and go on' }}
        onNext={onDone}
        onBack={onGiveUp}
      />
    </div>
  );
}
