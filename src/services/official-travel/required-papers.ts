import type { DraftMission } from './model.ts';

/**
 * Papers that the kind of mission asks for (attachments table, section 4.6). Programme, list of members and the opinion sheet are
 * composed by the system and are not asked for.
 */
export function requiredPapers({ basics, members, budget }: DraftMission): readonly string[] {
  const own = basics?.arrangement === 'own' || basics?.arrangement === 'city' || !basics?.arrangement;
  const papers = ['invitation', 'commitment'];
  if (own) papers.push('request-letter', 'inviter-note');
  else papers.push('task-notice');
  if (basics?.purposeType === 'conference' || basics?.purposeType === 'exhibition') papers.push('agenda');
  if (basics?.category === 'training') papers.push('training-approval');
  if ((members?.people ?? []).some((person) => person.employment === 'rehired'))
    papers.push('health-proof', 'in-service-proof');
  // 双跨团组: the consultation and its answer; special items: what they were approved by (section 5.1).
  if ((members?.senders ?? []).length > 0) papers.push('consent-letter');
  if (hasSpecialItems(budget)) papers.push('finance-basis');
  return papers;
}

/** 须事先报批事项: banquets, gifts, hotels above the standard that a conference names, hired cars. */
function hasSpecialItems(budget: DraftMission['budget']): boolean {
  const special = (budget?.lines ?? []).some(
    ({ item, conferenceHotel }) => item === 'banquet' || item === 'gifts' || conferenceHotel === true,
  );
  return special || (budget?.hiredCar ?? []).length > 0;
}

/** Codes of `missionProcess.papers` that are required and not among the attachments. */
export function missingPapers(mission: DraftMission): readonly string[] {
  const there = new Set((mission.attachments?.files ?? []).map(({ purpose }) => purpose as string | null | undefined));
  const foreign = (mission.invitations?.letters ?? []).some(({ language }) => language && language !== 'zh');
  const required = [...requiredPapers(mission), ...(foreign ? ['invitation-translation'] : [])];
  return required.filter((paper) => !there.has(paper));
}
