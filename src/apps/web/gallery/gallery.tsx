import type { ReactNode } from 'react';
import { NavLink, useParams } from 'react-router';
import { useText } from '#kernel/ui/look/language.ts';
import { LanguageSwitch, ModeSwitch, TextSizeButton } from '#kernel/ui/shell/look-switches.tsx';
import { CaseParts } from './case-parts.tsx';
import { ChartParts } from './chart-parts.tsx';
import { FormParts } from './form-parts.tsx';
import { ListParts } from './list-parts.tsx';
import { ApprovalSample, PrintSample, ReviewSample, StateParts } from './page-parts.tsx';
import { ShellSample } from './shell-sample.tsx';

const rooms: Readonly<Record<string, () => ReactNode>> = {
  case: () => <CaseParts />,
  form: () => <FormParts />,
  conflict: () => <FormParts conflict />,
  list: () => <ListParts />,
  charts: () => <ChartParts />,
  states: () => <StateParts />,
  review: () => <ReviewSample />,
  approval: () => <ApprovalSample />,
  print: () => <PrintSample />,
  shell: () => <ShellSample />,
};

/** Every part in its states, for looking and for tests; never part of a release. */
export default function Gallery() {
  const t = useText();
  const name = useParams()['*'] ?? '';
  const room = rooms[name];
  if (room && name === 'shell') return room();
  if (room && name === 'approval') return <main id="main">{room()}</main>;
  return (
    <div>
      <header className="shell-top screen-only gallery-top">
        <nav className="row" aria-label={t({ zh: '部件', en: 'Parts' })}>
          {Object.keys(rooms).map((one) => (
            <NavLink key={one} to={`/desk/gallery/${one}`}>
              {one}
            </NavLink>
          ))}
        </nav>
        <ModeSwitch />
        <TextSizeButton />
        <LanguageSwitch />
      </header>
      <main id="main" className="shell-page">
        {room ? room() : <StateParts />}
      </main>
    </div>
  );
}
