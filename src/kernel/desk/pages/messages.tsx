import './desk.css';
import { Button } from 'antd';
import { Link } from 'react-router';
import { listMessages, markRead } from '#kernel/notifications/endpoints.ts';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { copies } from '../endpoints.ts';

/** Copies for information and messages: to read, never counted into the to-do. */
export default function Messages() {
  const t = useText();
  const read = useAct(markRead, { refresh: ['notifications', 'desk'] });
  const take = (ids: readonly string[] | 'all') => read.mutate({ body: { ids: ids === 'all' ? 'all' : [...ids] } });
  return (
    <Page
      title={{ zh: '待阅和消息', en: 'To read' }}
      acts={
        <Button loading={read.isPending} onClick={() => take('all')}>
          {t({ zh: '全部标为已读', en: 'Mark all as read' })}
        </Button>
      }
    >
      <ProblemNotice problem={read.error} />
      <Copies onRead={(id) => take([id])} />
      <Own onRead={(id) => take([id])} />
    </Page>
  );
}

interface Reading {
  readonly onRead: (id: string) => void;
}

function Copies({ onRead }: Reading) {
  const t = useText();
  const answer = useRead(copies, { query: { all: 'yes' } });
  return (
    <section className="stack">
      <h2>
        {t({ zh: '待阅', en: 'Copies' })} <span className="quiet figures">{answer.data?.unread}</span>
      </h2>
      <Answered of={answer} part={{ zh: '待阅', en: 'Copies' }} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty why={{ zh: '没有抄送给您的办件。', en: 'No case was copied to you.' }} />
          ) : (
            <ul className="messages">
              {rows.map((row) => (
                <li key={row.messageId} className={row.readAt === null ? 'unread' : ''}>
                  <time dateTime={row.copiedAt} className="quiet figures">
                    {tableInstant(row.copiedAt)}
                  </time>
                  <span>
                    <Link to={row.link} onClick={() => row.readAt === null && onRead(row.messageId)}>
                      {row.title}
                    </Link>{' '}
                    <span className="quiet">
                      {row.number} {row.unit.name} {t(row.state)}
                    </span>
                  </span>
                  <ReadState readAt={row.readAt} onRead={() => onRead(row.messageId)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Own({ onRead }: Reading) {
  const t = useText();
  const answer = useRead(listMessages, { query: { limit: 100 } });
  return (
    <section className="stack">
      <h2>
        {t({ zh: '消息', en: 'Messages' })} <span className="quiet figures">{answer.data?.unread}</span>
      </h2>
      <Answered of={answer} part={{ zh: '消息', en: 'Messages' }} rows={3}>
        {({ messages }) =>
          messages.length === 0 ? (
            <Empty why={{ zh: '没有消息。', en: 'No messages.' }} />
          ) : (
            <ul className="messages">
              {messages.map((one) => (
                <li key={one.id} className={one.readAt === null ? 'unread' : ''}>
                  <time dateTime={one.sentAt} className="quiet figures">
                    {tableInstant(one.sentAt)}
                  </time>
                  {one.link ? (
                    <Link to={one.link} onClick={() => one.readAt === null && onRead(one.id)}>
                      {t(one.text)}
                    </Link>
                  ) : (
                    <span>{t(one.text)}</span>
                  )}
                  <ReadState readAt={one.readAt} onRead={() => onRead(one.id)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function ReadState({ readAt, onRead }: { readonly readAt: string | null; readonly onRead: () => void }) {
  const t = useText();
  if (readAt !== null) return <span className="quiet">{t({ zh: '已读', en: 'read' })}</span>;
  return (
    <Button size="small" onClick={onRead}>
      {t({ zh: '标为已读', en: 'Mark as read' })}
    </Button>
  );
}
