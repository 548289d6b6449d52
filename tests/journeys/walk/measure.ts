/** A piece of text that a reader sees or hears, with where it stands and how it is marked. */
export interface Piece {
  readonly text: string;
  readonly where: string;
  /** `lang` of the nearest element that names one, below the page's own; `code` for what is quoted as typed. */
  readonly marked: string | null;
}

export interface Measured {
  readonly title: string;
  readonly language: string;
  readonly heads: number;
  /** Pixels by which the document is wider than the window, and what sticks out. */
  readonly overflow: number;
  readonly sticksOut: readonly string[];
  readonly clipped: readonly string[];
  readonly overlapping: readonly string[];
  readonly pieces: readonly Piece[];
}

/** Runs inside the page, so it stands alone: everything that it needs is inside of it. */
export function measurePage(): Measured {
  const name = (element: Element): string => {
    const label = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
    const kind = [...element.classList].slice(0, 2).join('.');
    return `${element.tagName.toLowerCase()}${kind && `.${kind}`} "${label.slice(0, 40)}"`;
  };
  const shown = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !element.closest('.for-readers, .skip-link, .skip');
  };
  const root = document.documentElement;
  const width = root.clientWidth;

  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const ancestors = (element: Element): Element[] => {
    const found: Element[] = [];
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) found.push(at);
    return found;
  };
  const overflow = Math.max(root.scrollWidth, document.body.scrollWidth) - width;
  const sticksOut =
    overflow > 1
      ? [...document.body.querySelectorAll('*')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && box.right > width + 1 && !ancestors(element).some(scrolls);
          })
          .slice(-3)
          .map(name)
      : [];

  const controls = [
    ...document.querySelectorAll('button, a[href], summary, [role=tab], [role=button], .ant-segmented-item, th, label'),
  ].filter(shown);
  /** Boxes of the words that are seen; words for readers only take no room. */
  const wordsIn = (element: Element): DOMRect[] => {
    const boxes: DOMRect[] = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!node.textContent?.trim() || node.parentElement?.closest('.for-readers')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push(...range.getClientRects());
    }
    return boxes;
  };
  const clipped: string[] = [];
  for (const control of controls) {
    const style = getComputedStyle(control);
    const box = control.getBoundingClientRect();
    const hides = /hidden|clip/.test(style.overflowX) && control.scrollWidth > control.clientWidth + 1;
    const escapes =
      style.display !== 'inline' &&
      wordsIn(control).some((words) => words.left < box.left - 2 || words.right > box.right + 2);
    const around = ancestors(control);
    const frame = around.findIndex(scrolls);
    const cut = (frame === -1 ? around : around.slice(0, frame)).some((element) => {
      if (!/hidden|clip/.test(getComputedStyle(element).overflowX)) return false;
      const edge = element.getBoundingClientRect();
      return edge.width > 1 && (box.right > edge.right + 2 || box.left < edge.left - 2);
    });
    const outside = frame === -1 && (box.right > width + 1 || box.left < -1);
    if (hides || escapes || cut || outside) clipped.push(name(control));
  }

  const presses = controls.filter((control) => !/^(TH|LABEL)$/.test(control.tagName));
  /** What is fixed or sticks lies over the page on purpose: the page can be scrolled away under it. */
  const floats = (element: Element) =>
    [element, ...ancestors(element)].some((one) => /fixed|sticky/.test(getComputedStyle(one).position));
  const seen = (element: Element) => {
    let { left, right, top, bottom } = element.getBoundingClientRect();
    for (const frame of ancestors(element)) {
      if (getComputedStyle(frame).overflow === 'visible') continue;
      const edge = frame.getBoundingClientRect();
      left = Math.max(left, edge.left);
      right = Math.min(right, edge.right);
      top = Math.max(top, edge.top);
      bottom = Math.min(bottom, edge.bottom);
    }
    return { left, right, top, bottom };
  };
  const flat = presses.filter((press) => !floats(press)).map((press) => ({ press, box: seen(press) }));
  const overlapping: string[] = [];
  for (const [index, a] of flat.entries()) {
    for (const b of flat.slice(index + 1)) {
      if (a.press.contains(b.press) || b.press.contains(a.press)) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // Lines of inline links touch by their leading; more than that is one control on another.
      if (across > 3 && down > 6) overlapping.push(`${name(a.press)} and ${name(b.press)}`);
    }
  }

  const pieces: Piece[] = [];
  const place = (element: Element, text: string) => {
    const marked = element.closest('code, kbd, samp')
      ? 'code'
      : element.closest('[lang]:not(html)')?.getAttribute('lang');
    pieces.push({ text: text.trim(), where: name(element), marked: marked ?? null });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    const text = node.textContent ?? '';
    if (!around || text.trim() === '' || around.closest('script, style, noscript, template')) continue;
    if (around.checkVisibility({ visibilityProperty: true })) place(around, text);
  }
  for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    // Nobody is told the name of a drawing that is hidden from readers or stands in a control with a name of its own.
    const silent =
      element.closest('[aria-hidden=true]') ?? element.parentElement?.closest('[role=button][aria-label], button');
    for (const key of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(key);
      if (text && !(silent && /aria-label|alt/.test(key))) place(element, text);
    }
  }
  pieces.push({ text: document.title, where: 'title of the window', marked: null });
  return {
    title: document.title,
    language: root.lang,
    heads: [...document.querySelectorAll('h1')].filter((head) => head.checkVisibility()).length,
    overflow,
    sticksOut,
    clipped,
    overlapping,
    pieces,
  };
}

/** Inside the page: what is wrong with the ring around whatever holds the focus now; null if it is seen, `end` where the page ends. */
export function measureFocus(): string | null {
  const active = document.activeElement;
  if (!active || active === document.body) return 'end';
  const label = `${active.tagName.toLowerCase()} "${(active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 40)}"`;
  const ringed = (element: Element | null) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  // Fields carry it on their frame, boxes to tick on the drawing beside the input.
  const carriers = [
    active,
    active.nextElementSibling,
    active.parentElement,
    active.parentElement?.parentElement ?? null,
    active.closest('.ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-segmented-item, .ant-upload'),
  ];
  if (!carriers.some(ringed)) return `no ring around ${label}`;
  const box = active.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return null;
  const [x, y] = [box.left + Math.min(box.width / 2, 200), box.top + Math.min(box.height / 2, 60)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `focus out of sight on ${label}`;
  const top = document.elementFromPoint(x, y);
  const near = active.closest('label, .ant-select, .ant-picker, .ant-radio-wrapper, .ant-checkbox-wrapper') ?? active;
  return top && (near.contains(top) || top.contains(near)) ? null : `focus covered on ${label}`;
}
