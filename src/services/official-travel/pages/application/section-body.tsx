import type { ComponentType } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import type { Gap } from '../../answers.ts';
import type { ApplicationSection } from '../../model.ts';
import { placeOf } from './check-views.ts';
import { focusPointer } from './focus.ts';
import type { SectionProps } from './section-props.ts';
import { AttachmentsSection } from './sections/attachments.tsx';
import { BasicsSection } from './sections/basics.tsx';
import { BudgetSection } from './sections/budget.tsx';
import { InvitationsSection } from './sections/invitations.tsx';
import { MembersSection } from './sections/members.tsx';
import { PlanSection } from './sections/plan.tsx';
import { ProgrammeSection } from './sections/programme.tsx';
import { PublicitySection } from './sections/publicity.tsx';
import { RouteSection } from './sections/route.tsx';
import { StatementsSection } from './sections/statements.tsx';

export const sectionForms: Readonly<Record<ApplicationSection, ComponentType<SectionProps>>> = {
  basics: BasicsSection,
  plan: PlanSection,
  members: MembersSection,
  route: RouteSection,
  programme: ProgrammeSection,
  invitations: InvitationsSection,
  budget: BudgetSection,
  publicity: PublicitySection,
  attachments: AttachmentsSection,
  statements: StatementsSection,
};

/** What a section still lacks, each a way to its field; folded while filling. */
export function SectionGaps({ gaps, open }: { readonly gaps: readonly Gap[]; readonly open: boolean }) {
  const t = useText();
  const named = gaps.filter(({ code }) => code !== 'section-empty');
  if (named.length === 0) return null;
  return (
    <details className="section-gaps screen-only" open={open}>
      <summary>{t({ zh: `本节还有 ${named.length} 处`, en: `${named.length} left in this section` })}</summary>
      <ul>
        {named.map((gap) => (
          <li key={gap.at + gap.code + gap.message.en}>
            <button type="button" className="link" onClick={() => focusPointer(placeOf(gap))}>
              {t(gap.message)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
