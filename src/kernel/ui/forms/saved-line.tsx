import { beijing } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import type { Saving } from './autosave.ts';

/** 已保存 14:32, or what stands in the way. Read out politely when it changes. */
export function SavedLine({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const at = saving.savedAt ? beijing(saving.savedAt).time : null;
  const words = () => {
    switch (saving.phase) {
      case 'rest':
        return at ? t({ zh: `已保存 ${at}`, en: `Saved ${at}` }) : t({ zh: '尚未填写', en: 'Nothing entered yet' });
      case 'waiting':
      case 'saving':
        return t({ zh: '正在保存…', en: 'Saving…' });
      case 'offline':
        return t({
          zh: `网络中断，${at ? `${at} 以后的` : ''}修改暂存在本机，恢复后自动保存，请不要关闭本页。`,
          en: `Connection lost. Changes${at ? ` after ${at}` : ''} are kept on this device and will be saved when it returns; keep this page open.`,
        });
      case 'refused':
        return saving.problem ? t(saving.problem.text) : t({ zh: '没有保存。', en: 'Not saved.' });
      case 'conflict':
        return t({
          zh: '他人改了同一节，请对照后选择。',
          en: 'Somebody else changed this section. Compare and choose.',
        });
    }
  };
  const fault = saving.phase === 'offline' || saving.phase === 'refused' || saving.phase === 'conflict';
  return (
    <p className={fault ? 'saved-line tone-text-soon' : 'saved-line quiet'} role="status">
      <Icon name={saving.phase === 'offline' ? 'offline' : fault ? 'alert' : 'check'} />
      {words()}
    </p>
  );
}
