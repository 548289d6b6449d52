import type { Tone as CaseTone } from '#kernel/cases/definition.ts';
import type { Text } from '#kernel/text.ts';
import { Icon, type IconName } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { Tone } from '#kernel/ui/look/tokens.ts';

const toneOf: Readonly<Record<CaseTone, Tone>> = {
  grey: 'neutral',
  blue: 'info',
  amber: 'soon',
  green: 'done',
  red: 'stop',
  violet: 'pause',
};

const iconOf: Readonly<Record<Tone, IconName>> = {
  neutral: 'archive',
  info: 'clock',
  soon: 'arrowBack',
  done: 'check',
  stop: 'cross',
  pause: 'pause',
};

const isCaseTone = (tone: string): tone is CaseTone => tone in toneOf;
const isTone = (tone: string): tone is Tone => tone in iconOf;

export interface StatusTagProps {
  readonly label: Text;
  /** The tone of a state as processes name it, or one of the look. */
  readonly tone: Tone | CaseTone | (string & {});
  /** Default: the icon of the tone. A status is never colour alone. */
  readonly icon?: IconName;
}

export function StatusTag({ label, tone, icon }: StatusTagProps) {
  const t = useText();
  const own: Tone = isCaseTone(tone) ? toneOf[tone] : isTone(tone) ? tone : 'neutral';
  return (
    <span className={`tag tone-${own}`}>
      <Icon name={icon ?? iconOf[own]} />
      {t(label)}
    </span>
  );
}
