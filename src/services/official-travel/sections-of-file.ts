import type { ApplicationSection } from './model.ts';

/** Where a pointer into the mission file stands in the application, so that a finding leads to the field that mends it. */
export interface Place {
  readonly section: ApplicationSection;
  /** Pointer within the section; '' is the section as a whole. */
  readonly at: string;
}

const moves: readonly (readonly [RegExp, ApplicationSection, (...groups: string[]) => string])[] = [
  [/^\/kind$/, 'basics', () => '/kind'],
  [/^\/category$/, 'basics', () => '/category'],
  [/^\/purpose\/type$/, 'basics', () => '/purposeType'],
  [/^\/purpose\/role$/, 'basics', () => '/conferenceRole'],
  [/^\/purpose\/title$/, 'basics', () => '/task'],
  [/^\/organiser\/unit$/, 'basics', () => '/organiserUnit'],
  [/^\/organiser\/kind$/, 'basics', () => '/organiserKind'],
  [/^\/organiser\/viaAgency$/, 'basics', () => '/viaAgency'],
  [/^\/plan\/line$/, 'plan', () => '/lineId'],
  [/^\/plan(\/.*)?$/, 'plan', (rest = '') => rest],
  [/^\/senders(\/.*)?$/, 'members', (rest = '') => `/senders${rest}`],
  [/^\/members\/(\d+)\/passport(?:\/type)?$/, 'members', (index) => `/people/${index}/passportType`],
  [/^\/members\/(\d+)\/passport\/expiresOn$/, 'members', (index) => `/people/${index}/passportExpiresOn`],
  [/^\/members\/(\d+)\/passport\/endorsement$/, 'members', (index) => `/people/${index}/endorsement`],
  [/^\/members\/(\d+)\/previous(\/.*)?$/, 'members', (index, rest = '') => `/people/${index}/earlier${rest}`],
  [/^\/members(\/.*)?$/, 'members', (rest = '') => `/people${rest}`],
  [/^\/otherMissions.*$/, 'members', () => '/people'],
  [
    /^\/route\/legs\/(\d+)\/(from|to)\/(region|city)$/,
    'route',
    (index, end, part) => `/legs/${index}/${end}${part === 'city' ? 'City' : 'Region'}`,
  ],
  [/^\/route\/transfers\/out$/, 'route', () => '/transfersOut'],
  [/^\/route\/transfers\/back$/, 'route', () => '/transfersBack'],
  [/^\/route(\/.*)?$/, 'route', (rest = '') => rest],
  [/^\/itinerary(\/.*)?$/, 'programme', (rest = '') => `/halfDays${rest}`],
  [/^\/invitations\/(\d+)\/covers\/from$/, 'invitations', (index) => `/letters/${index}/coversFrom`],
  [/^\/invitations\/(\d+)\/covers\/to$/, 'invitations', (index) => `/letters/${index}/coversTo`],
  [/^\/invitations(\/.*)?$/, 'invitations', (rest = '') => `/letters${rest}`],
  [/^\/(hosting|hiredCar)(\/.*)?$/, 'budget', (list, rest = '') => `/${list}${rest}`],
  [/^\/(?:budget|funding)(\/.*)?$/, 'budget', (rest = '') => rest],
  [/^\/publicity(\/.*)?$/, 'publicity', (rest = '') => rest],
  [/^\/documents(\/.*)?$/, 'attachments', (rest = '') => `/documents${rest}`],
  [/^\/statements(\/.*)?$/, 'statements', (rest = '') => rest],
  [/^\/reasons(\/.*)?$/, 'statements', (rest = '') => `/reasons${rest}`],
];

/** `/members/2/passport/expiresOn` → section `members`, `/people/2/passportExpiresOn`. */
export function placeInApplication(at: string): Place {
  for (const [pattern, section, move] of moves) {
    const match = pattern.exec(at);
    if (match) return { section, at: move(...(match.slice(1) as string[])) };
  }
  return { section: 'basics', at: '' };
}
