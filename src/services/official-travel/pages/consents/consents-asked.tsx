import { useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { consentsAsked } from '../../consents/endpoints.ts';
import { ConsentRows } from './consent-rows.tsx';

const views = {
  all: { zh: '全部', en: 'All' },
  asked: { zh: '待答复', en: 'Awaiting answer' },
  agreed: { zh: '已同意', en: 'Agreed' },
  refused: { zh: '不同意', en: 'Refused' },
} as const;
type View = keyof typeof views;

/** 收到的征求意见函: what other units' missions ask of the reader's units. */
export default function ConsentsAsked() {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state') ?? 'all';
  const view: View = asked in views ? (asked as View) : 'all';
  const answer = useRead(consentsAsked, { query: view === 'all' ? {} : { state: view } }, { keep: true });
  return (
    <Page
      title={{ zh: '派员征求意见', en: 'Consultations received' }}
      head={
        <nav className="views" aria-label={t({ zh: '状态', en: 'State' })}>
          {(Object.keys(views) as View[]).map((one) => (
            <a
              key={one}
              href={`?state=${one}`}
              {...(one === view ? { 'aria-current': 'page' as const } : {})}
              onClick={(event) => {
                event.preventDefault();
                setSearch(one === 'all' ? {} : { state: one }, { replace: true });
              }}
            >
              {t(views[one])}
            </a>
          ))}
        </nav>
      }
    >
      <Answered of={answer} part={{ zh: '征求意见', en: 'Consultations' }}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty why={{ zh: '没有收到征求意见。', en: 'No consultation was received.' }} />
          ) : (
            <ConsentRows rows={rows} named="organiser" />
          )
        }
      </Answered>
    </Page>
  );
}
