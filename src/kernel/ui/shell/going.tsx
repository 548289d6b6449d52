import { useEffect, useState } from 'react';
import { useNavigation } from 'react-router';
import { useText } from '#kernel/ui/look/language.ts';

/** On a slow line the page that was left stays until the next one has come; this says that it is coming. Fast ways show nothing. */
export function Going() {
  const t = useText();
  const { state } = useNavigation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setSlow(true), 300);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [state]);
  return (
    <p className="going" role="status" aria-busy={slow}>
      {slow && t({ zh: '正在打开…', en: 'Opening…' })}
    </p>
  );
}
