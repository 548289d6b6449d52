import { describe, expect, test } from 'vitest';
import { filePurpose, holdsParticulars } from './file-purposes.ts';
import { lawfulMission } from './fixtures.ts';
import { missingPapers, requiredPapers } from './required-papers.ts';

const asked = (change: Parameters<typeof lawfulMission>[0]) => requiredPapers(lawfulMission(change));

describe('papers that the kind of mission asks for', () => {
  test('an own mission brings its request letter; one that joins another brings the task notice instead', () => {
    expect(asked(() => undefined)).toEqual(expect.arrayContaining(['request-letter', 'inviter-note']));
    const joins = asked((mission) => {
      mission.basics.arrangement = 'province-ministry';
    });
    expect(joins).toContain('task-notice');
    expect(joins).not.toContain('request-letter');
  });
  test('members of other units need the consultation and its answer; a mission of one unit does not', () => {
    const across = asked((mission) => {
      mission.members.senders = [{ unit: '市第一中学', inPlan: true, relation: 'none', documents: [] }];
    });
    expect(across).toContain('consent-letter');
    expect(asked(() => undefined)).not.toContain('consent-letter');
  });
  test('a hired car needs the basis of its approval; plain budgets need none', () => {
    const car = asked((mission) => {
      mission.budget.hiredCar = [{ from: mission.route.departure, to: mission.route.departure }];
    });
    expect(car).toContain('finance-basis');
    expect(asked(() => undefined)).not.toContain('finance-basis');
  });
  test('a re-hired member brings proof of health and of work at the front line; one in service brings neither', () => {
    const rehired = asked((mission) => {
      mission.members.people[0]!.employment = 'rehired';
    });
    expect(rehired).toEqual(expect.arrayContaining(['health-proof', 'in-service-proof']));
    expect(asked(() => undefined)).not.toContain('in-service-proof');
  });
  test('copies of identity documents and proofs of work are particulars of persons; the invitation is not', () => {
    const kinds = ['id-copy', 'in-service-proof', 'invitation'] as const;
    expect(kinds.map((kind) => holdsParticulars(filePurpose(kind).id))).toEqual([true, true, false]);
    expect(kinds.map((kind) => filePurpose(kind).sensitivity)).toEqual(['sensitive', 'sensitive', 'personal']);
  });
  test('what is attached is not missing any more', () => {
    const bare = lawfulMission((mission) => {
      mission.attachments.files = [];
    });
    expect(missingPapers(bare)).toContain('invitation');
    const brought = lawfulMission((mission) => {
      mission.attachments.files = [
        { fileId: '01890000-0000-7000-8000-000000000001', purpose: 'invitation', name: '邀请函.pdf' },
      ];
    });
    expect(missingPapers(brought)).not.toContain('invitation');
  });
});
