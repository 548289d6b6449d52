import { Button } from 'antd';
import { useId } from 'react';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';

/** An act open to the reader, as the answers of services carry it. */
export interface OpenAct {
  readonly command: string;
  readonly label: Text;
  readonly node?: string | undefined;
  readonly seat?: string | undefined;
  readonly finding?: string | undefined;
  readonly actingFor?: string | undefined;
  readonly effect?: Text | undefined;
}

/** An act that is not open, and what it lacks. */
export interface ClosedAct {
  readonly command: string;
  readonly label: Text;
  readonly node?: string | undefined;
  readonly text: Text;
}

export interface OpenActsProps<Act extends OpenAct> {
  /** As the server computed them for this reader, by the function that would refuse them. */
  readonly open: readonly Act[];
  readonly closed?: readonly ClosedAct[];
  /** The one main act of the page; default the first. */
  readonly main?: (action: Act) => boolean;
  readonly onAct: (action: Act) => void;
  /** For whom: 李静. */
  readonly reader?: string;
}

/** What can be done now; below, what cannot yet and what it lacks. No button is ever dead. */
export function OpenActs<Act extends OpenAct>({ open, closed = [], main, onAct, reader }: OpenActsProps<Act>) {
  const t = useText();
  const heading = useId();
  const mainIndex = main ? open.findIndex(main) : 0;
  return (
    <aside className="acts" aria-labelledby={heading}>
      <h2 id={heading}>
        {t({ zh: '可办', en: 'You can' })}
        {reader && <span className="quiet">{t({ zh: `（对${reader}）`, en: ` (${reader})` })}</span>}
      </h2>
      {open.length === 0 && (
        <p className="quiet">{t({ zh: '现在没有要您办的。', en: 'Nothing for you to do now.' })}</p>
      )}
      <ul>
        {open.map((action, index) => (
          <li key={[action.command, action.node, action.seat, action.actingFor, action.finding].join()}>
            <Button block type={index === mainIndex ? 'primary' : 'default'} onClick={() => onAct(action)}>
              {t(action.label)}
            </Button>
            {action.effect && <p className="quiet">{t(action.effect)}</p>}
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <>
          <h3>{t({ zh: '现在不能办', en: 'Not open yet' })}</h3>
          <ul className="acts-closed">
            {closed.map((action) => (
              <li key={[action.command, action.node].join()}>
                {t(action.label)}
                <span className="quiet">{t(action.text)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
