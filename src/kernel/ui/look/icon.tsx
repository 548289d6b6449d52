/** One outline set, 16 px by default, drawn on a 16-grid. An icon stands beside its word and is silent for readers. */
const paths = {
  alert: 'M8 1.5 15 14H1L8 1.5ZM8 6v4M8 12v.5',
  archive: 'M1.5 3h13v3h-13zM2.5 6v7.5h11V6M6 9h4',
  arrowBack: 'M7 3 2.5 7.5 7 12M2.5 7.5h8a3.5 3.5 0 0 1 0 7H8',
  bell: 'M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 1h-11l1-1ZM6.5 14.5h3',
  board: 'M2 2.5h12v8H2zM5 13.5l3-3 3 3M5 5.5h6M5 7.5h4',
  calendar: 'M2 3.5h12V14H2zM2 6.5h12M5 1.5v3M11 1.5v3',
  check: 'm2.5 8.5 3.5 3.5 7.5-8',
  chevronDown: 'm3.5 6 4.5 4.5L12.5 6',
  chevronRight: 'M6 3.5 10.5 8 6 12.5',
  chevronLeft: 'M10 3.5 5.5 8l4.5 4.5',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 2',
  close: 'm3 3 10 10M13 3 3 13',
  copy: 'M5.5 5.5h8v9h-8zM10.5 5.5v-4h-8v9h3',
  cross: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5.5 5.5l5 5M10.5 5.5l-5 5',
  document: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 11h5',
  done: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 8.2l2.2 2.2L11.2 6',
  eye: 'M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  figure: 'M2 14h12M4 14V8M8 14V3M12 14V6',
  help: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM6 6.3A2 2 0 1 1 8 8.5v1M8 11.3v.5',
  inbox: 'M2 9l2-6.5h8L14 9v4.5H2zM2 9h3.5l1 2h3l1-2H14',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 7v4.5M8 4.5V5',
  link: 'M6.5 9.5 9.5 6.5M7 4l1.5-1.5a3.2 3.2 0 0 1 5 5L12 9M9 12l-1.5 1.5a3.2 3.2 0 0 1-5-5L4 7',
  lock: 'M3 7h10v7.5H3zM5 7V4.5a3 3 0 0 1 6 0V7',
  menu: 'M2 4h12M2 8h12M2 12h12',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  offline:
    'M2 2l12 12M1.5 6a10 10 0 0 1 3-1.9M14.5 6A10 10 0 0 0 8 3.5M4 9a6 6 0 0 1 2.5-1.5M12 9a6 6 0 0 0-1-.9M8 12.5v.1',
  pause: 'M5 3v10M11 3v10',
  pencil: 'M2.5 13.5l.7-3L11 2.7l2.3 2.3-7.8 7.8-3 .7Z',
  person: 'M8 2a2.7 2.7 0 1 0 0 5.4A2.7 2.7 0 0 0 8 2ZM2.5 14.5a5.5 5.5 0 0 1 11 0',
  plane:
    'M8 1.5c.7 0 1 1 1 2v3l5.5 3v1.5L9 9.5V12l1.5 1.3v1.2L8 13.8l-2.5.7v-1.2L7 12V9.500L1.5 11V9.500L7 6.500v-3c0-1 .3-2 1-2Z',
  plus: 'M8 2.500v11M2.500 8h11',
  print: 'M4 6V1.500h8V6M4 12H1.500V6h13v6H12M4 9.500h8v5H4z',
  refresh: 'M13.500 8a5.500 5.500 0 1 1-1.600-3.900L13.500 5.700M13.500 2v3.700H9.800',
  search: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2ZM10.700 10.700 14 14',
  settings: 'M2 4.500h7M12 4.500h2M2 11.500h2M7 11.500h7M10.500 3v3M5.500 10v3',
  star: 'm8 1.800 1.900 4 4.300.5-3.200 3 .9 4.300L8 11.500l-3.900 2.100.9-4.300-3.200-3 4.300-.5 1.900-4Z',
  table: 'M2 2.500h12v11H2zM2 6.200h12M2 9.800h12M6.500 2.500v11',
  unit: 'M2.500 14.500V3.500l6-2v13M8.500 6h5v8.500M1 14.500h14M5 5.500h1M5 8.500h1M5 11.500h1M10.500 9h1M10.500 12h1',
  upload: 'M8 10.500v-8M4.500 5.500 8 2l3.500 3.500M2 10.500v3.500h12v-3.500',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: 16 | 20 }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
