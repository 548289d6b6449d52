/**
 * The closed lists of format `honglu-mission/1`. Each list is the order of the format's text; `z.enum` in model.ts takes them as
 * they stand, the screens and the rules read them from here.
 */

export const missionKinds = ['abroad', 'hong-kong-macao', 'taiwan'] as const;
export const missionCategories = ['general', 'academic', 'enterprise', 'training', 'long-term'] as const;

export const purposeTypes = [
  'sister-city',
  'economic-trade',
  'conference',
  'exhibition',
  'training',
  'teaching',
  'research',
  'academic-visit',
  'academic-body',
  'inter-school-visit',
  'sport-culture',
  'agreement',
  'emergency',
  'enterprise-business',
  'own-branch-affairs',
  'other',
  'study-tour',
  'courtesy',
  'empty-ceremony',
  'staff-comfort',
] as const;
/** 教学科研 tasks (厅字〔2016〕17号). */
export const academicTasks = ['teaching', 'research', 'academic-visit', 'academic-body', 'conference'] as const;
export const conferenceRoles = ['paper', 'speaker', 'chair', 'other-part', 'attendee'] as const;

export const organiserKinds = [
  'party-government',
  'public-institution',
  'university',
  'research-institute',
  'state-enterprise',
  'mass-organisation',
  'intermediary',
  'other',
] as const;
export const senderRelations = ['direct', 'none'] as const;
export const senderDocuments = ['task-notice', 'confirmation'] as const;

export const ranks = [
  'ministerial',
  'bureau-principal',
  'bureau-deputy',
  'county-principal',
  'county-deputy',
  'section',
  'none',
] as const;
export const offices = [
  'city-party-head',
  'city-government-head',
  'vice-mayor',
  'provincial-department-head',
  'enterprise-head',
  'other',
] as const;
export const leadershipRoles = ['head', 'deputy'] as const;
export const groupRoles = ['leader', 'deputy-leader', 'member', 'interpreter', 'staff'] as const;
export const staffKinds = [
  'civil-servant',
  'teaching',
  'research',
  'academic-leader',
  'administrative',
  'enterprise',
  'student',
  'other',
] as const;
export const employments = ['in-post', 'seconded', 'retired', 'rehired', 'former-head'] as const;
export const portfolios = ['foreign-affairs', 'commerce', 'none'] as const;
export const secrecyLevels = ['none', 'general', 'important', 'core'] as const;
export const kinships = ['spouse', 'child', 'parent', 'sibling', 'other'] as const;
export const passportTypes = [
  'diplomatic',
  'service',
  'service-ordinary',
  'ordinary',
  'hkmo-official',
  'hkmo-private',
  'taiwan-pass',
] as const;
export const endorsements = ['visit', 'work', 'study'] as const;
export const memberDocuments = [
  'personnel-filing-form',
  'rehire-paper',
  'secrecy-promise',
  'secrecy-consent',
  'core-secrecy-filing',
  'private-passport-approval',
] as const;

export const stopUses = ['visit', 'transit'] as const;
export const legModes = ['air', 'ship', 'train'] as const;
/** Classes by means of transport, the dearest first. */
export const classesOf = {
  air: ['first', 'business', 'premium-economy', 'economy'],
  ship: ['ship-1', 'ship-2', 'ship-3'],
  train: ['soft-sleeper-deluxe', 'business-seat', 'soft-sleeper', 'first-seat', 'hard-sleeper', 'second-seat'],
} as const;
export const legClasses = [...classesOf.air, ...classesOf.ship, ...classesOf.train] as const;

export const inviterTypes = [
  'government',
  'public-body',
  'university',
  'research-institute',
  'international-organisation',
  'company',
  'association',
  'overseas-chinese-person',
  'foreign-mission-in-china',
  'chinese-funded-company-abroad',
  'intermediary',
  'other',
] as const;
export const letterElements = [
  'letterhead',
  'invitees',
  'unit',
  'post',
  'purpose',
  'dates',
  'stay',
  'costs',
  'signature',
  'contact',
] as const;
export const inviterMatches = ['same-line', 'same-level', 'both', 'neither'] as const;

export const planStatuses = ['in-plan', 'swapped', 'urgent', 'out-of-plan'] as const;
export const planLists = ['general', 'academic', 'enterprise', 'training'] as const;

export const publicityExemptions = ['must-stay-secret'] as const;
export const publicityContents = [
  'members',
  'countries',
  'task',
  'programme',
  'route',
  'invitation',
  'inviter',
  'funding',
  'budget',
] as const;
export const objectionStates = ['none', 'unfounded', 'open', 'upheld'] as const;

export const halves = ['am', 'pm'] as const;
export const activities = ['official', 'travel', 'protocol', 'rest', 'sightseeing', 'other'] as const;

export const budgetItems = [
  'international-travel',
  'intercity',
  'lodging',
  'meals',
  'incidentals',
  'training-fee',
  'visa',
  'insurance',
  'conference-fee',
  'banquet',
  'gifts',
  'other',
] as const;
/** Items that are spent at a place: region and city are required, the currency is the table's or CNY. */
export const placedItems = ['lodging', 'meals', 'incidentals', 'banquet'] as const;
export const counterparties = ['host', 'mission-abroad', 'chinese-company-abroad', 'other'] as const;
export const payments = ['official-card', 'bank-transfer', 'cash'] as const;
export const tickets = ['government-purchase', 'market-lower', 'other'] as const;

export const fundingKinds = [
  'fiscal',
  'research-project',
  'own-funds',
  'foreign-host',
  'enterprise',
  'subordinate-unit',
  'same-level-body',
  'mission-abroad',
  'personal',
  'other',
] as const;
export const hostedItems = ['lodging', 'meals', 'incidentals', 'transport'] as const;

export const missionDocuments = [
  'request-letter',
  'over-days-request',
  'foreign-carrier-form',
  'conference-hotel-approval',
  'banquet-approval',
  'gifts-approval',
  'insurance-approval',
  'agency-approval',
  'urgent-special-approval',
  'long-stay-rate-approval',
  'hired-car-approval',
  'hkmo-over-30-days-approval',
  'price-screenshot',
] as const;
export const otherMissionStatuses = ['applied', 'approved', 'under-way', 'completed', 'cancelled'] as const;
