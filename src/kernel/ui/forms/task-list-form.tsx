import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Text } from '#kernel/text.ts';
import { Icon, type IconName } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { Tone } from '#kernel/ui/look/tokens.ts';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import { FindingRail } from '#kernel/ui/parts/finding-rail.tsx';

/** Computed, never set by hand. */
export type SectionState = 'empty' | 'begun' | 'issues' | 'done';

export interface TaskSection {
  readonly key: string;
  readonly title: Text;
  readonly state: SectionState;
  readonly issues?: number;
  /** Who is in it now. */
  readonly editor?: string;
}

export interface TaskListFormProps {
  readonly sections: readonly TaskSection[];
  /** Null: the form opens on its list of tasks. */
  readonly current: string | null;
  readonly onGo: (key: string | null) => void;
  /** The saved line, countdown of latest dates. */
  readonly status?: ReactNode;
  readonly findings?: readonly FindingView[];
  readonly onFinding?: (finding: FindingView) => void;
  readonly passed?: number;
  /** 检查并提交: always enabled; with gaps it opens the review page on its error summary. */
  readonly onReview: () => void;
  readonly reviewLabel?: Text;
  readonly readOnly?: boolean;
  readonly children: ReactNode;
}

const stateWords: Readonly<
  Record<SectionState, { readonly label: Text; readonly tone: Tone; readonly icon: IconName }>
> = {
  empty: { label: { zh: '未填', en: 'Empty' }, tone: 'neutral', icon: 'pencil' },
  begun: { label: { zh: '填写中', en: 'Begun' }, tone: 'info', icon: 'pencil' },
  issues: { label: { zh: '有问题', en: 'Issues' }, tone: 'stop', icon: 'alert' },
  done: { label: { zh: '完成', en: 'Done' }, tone: 'done', icon: 'check' },
};

/** A long form as a list of tasks: any order, computed states, findings live in the rail, one way to check and submit. */
export function TaskListForm(props: TaskListFormProps) {
  const { sections, current, onGo, findings = [], onFinding, readOnly = false } = props;
  const t = useText();
  const index = sections.findIndex((section) => section.key === current);
  const section = sections[index];
  const before = sections[index - 1];
  const after = sections[index + 1];
  return (
    <div className="task-form">
      <div className="task-form-status">
        {props.status}
        {!readOnly && (
          <Button type="primary" onClick={props.onReview}>
            {t(props.reviewLabel ?? { zh: '检查并提交', en: 'Check and submit' })}
          </Button>
        )}
      </div>
      <div className="task-form-rail">
        <nav aria-label={t({ zh: '各节', en: 'Sections' })}>
          <ol className="task-list">
            {sections.map((one, place) => (
              <li key={one.key}>
                <button
                  type="button"
                  className={one.key === current ? 'task current' : 'task'}
                  {...(one.key === current ? { 'aria-current': 'step' as const } : {})}
                  onClick={() => onGo(one.key)}
                >
                  <span>
                    {place + 1} {t(one.title)}
                    {one.editor && (
                      <span className="quiet"> {t({ zh: `${one.editor} 在填`, en: `${one.editor} is here` })}</span>
                    )}
                  </span>
                  <TaskState section={one} />
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {onFinding && (
          <FindingRail
            findings={findings}
            onGo={onFinding}
            {...(props.passed === undefined ? {} : { passed: { count: props.passed } })}
          />
        )}
      </div>
      <div className="task-form-body">
        {section && (
          <h2 tabIndex={-1}>
            {index + 1} {t(section.title)}
          </h2>
        )}
        {props.children}
        {section && (
          <div className="row spread screen-only">
            {before ? (
              <Button onClick={() => onGo(before.key)}>
                {t({ zh: `上一节：${before.title.zh}`, en: `Back: ${before.title.en}` })}
              </Button>
            ) : (
              <span />
            )}
            {after && (
              <Button onClick={() => onGo(after.key)}>
                {t({ zh: `下一节：${after.title.zh}`, en: `Next: ${after.title.en}` })}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function TaskState({ section }: { readonly section: TaskSection }) {
  const t = useText();
  const words = stateWords[section.state];
  return (
    <span className={`task-state tone-text-${words.tone}`}>
      <Icon name={words.icon} />
      {t(words.label)}
      {section.state === 'issues' && section.issues ? ` ${section.issues}` : ''}
    </span>
  );
}
