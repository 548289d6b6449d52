import { type HTMLAttributes, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '#kernel/ui/look/language.ts';

export interface ScrollFrameProps extends Pick<HTMLAttributes<HTMLDivElement>, 'id'> {
  /** `sheet-frame` for tables of facts, `table-frame` for lists with a fixed head, or a class of the page's own. */
  readonly className: string;
  readonly children: ReactNode;
}

const pressable = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** What may be wider than its place scrolls in a frame of its own. The frame takes the focus where nothing in it would, so that keys reach all of it. */
export function ScrollFrame({ id, className, children }: ScrollFrameProps) {
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(false);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => {
      const wide = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      setStop(wide && element.querySelector(pressable) === null);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    look();
    return () => observer.disconnect();
  }, []);
  const focus = stop
    ? ({ tabIndex: 0, role: 'group', 'aria-label': t({ zh: '可滚动查看', en: 'Scrolls sideways' }) } as const)
    : {};
  return (
    <div {...(id ? { id } : {})} className={className} ref={frame} {...focus}>
      {children}
    </div>
  );
}
