import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import type { MissionPage } from '../../answers.ts';
import { discard, list } from '../../endpoints.ts';
import { paths } from '../paths.ts';

/** A draft may go; what was submitted has a history and stays. */
export function DiscardDraft({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const act = useAct(discard, {
    // The page of what is gone is not asked for again.
    refresh: [list, 'desk'],
    onDone: () => navigate(paths.serviceDesk, { replace: true }),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t({ zh: '删除草稿', en: 'Discard the draft' })}</Button>
      <ConfirmSheet
        open={asking}
        danger
        title={{ zh: `删除草稿 ${page.title}`, en: `Discard the draft ${page.title}` }}
        sentence={{
          zh: '本草稿的全部内容和附件将被删除，不能恢复。',
          en: 'Everything in this draft, papers included, is deleted and cannot be brought back.',
        }}
        act={{ zh: '删除草稿', en: 'Discard the draft' }}
        other={{ zh: '保留草稿', en: 'Keep it' }}
        busy={act.isPending}
        problem={act.error}
        onAct={() => act.mutate({ params: { id: page.id } })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
