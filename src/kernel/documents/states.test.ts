import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../identity/roles.ts';
import {
  type DocumentCommand,
  type DocumentFacts,
  documentCommands,
  documentStates,
  refusalOf,
  refusalTexts,
  stateAfter,
  transitions,
} from './states.ts';

const [drafter, checker, signer, keeper] = ['drafter', 'checker', 'signer', 'keeper'] as const;
const facts = (change: Partial<DocumentFacts>): DocumentFacts => ({
  state: 'draft',
  drafter,
  checker: null,
  signer: null,
  cosigners: [],
  rendered: false,
  sample: false,
  ...change,
});
const everyRole = Object.keys(roles) as (keyof typeof roles)[];
const by = (personId: string) => ({ personId, roles: everyRole });
const commands = Object.keys(documentCommands) as DocumentCommand[];

describe('who may take a document a step on', () => {
  it('whoever drafted may not check, another may', () => {
    expect(refusalOf(facts({ state: 'checking' }), 'check', by(drafter))).toBe('second-person-needed');
    expect(refusalOf(facts({ state: 'checking' }), 'check', by(checker))).toBeNull();
  });

  it('whoever drafted or checked may not sign, another may', () => {
    const signing = facts({ state: 'signing', checker });
    expect(refusalOf(signing, 'sign', by(drafter))).toBe('second-person-needed');
    expect(refusalOf(signing, 'sign', by(checker))).toBe('second-person-needed');
    expect(refusalOf(signing, 'sign', by(signer))).toBeNull();
  });

  it('whoever signed may not seal, another may', () => {
    const issued = facts({ state: 'issued', checker, signer, rendered: true });
    expect(refusalOf(issued, 'seal', by(signer))).toBe('second-person-needed');
    expect(refusalOf(issued, 'seal', by(keeper))).toBeNull();
  });

  it('nobody seals or hands out what is still being typeset', () => {
    expect(refusalOf(facts({ state: 'issued', signer }), 'seal', by(keeper))).toBe('still-rendering');
    expect(refusalOf(facts({ state: 'issued', signer, sample: true }), 'distribute', by(keeper))).toBe(
      'still-rendering',
    );
  });

  it('a sample is never sealed and goes out as it is; a real document goes out sealed only', () => {
    const issued = { state: 'issued', signer, rendered: true } as const;
    expect(refusalOf(facts({ ...issued, sample: true }), 'seal', by(keeper))).toBe('sample-unsealed');
    expect(refusalOf(facts({ ...issued, sample: true }), 'distribute', by(keeper))).toBeNull();
    expect(refusalOf(facts(issued), 'distribute', by(keeper))).toBe('not-now');
    expect(refusalOf(facts({ ...issued, state: 'sealed' }), 'distribute', by(keeper))).toBeNull();
  });

  it('without the role of the step it is refused, with it not', () => {
    const checking = facts({ state: 'checking' });
    expect(refusalOf(checking, 'check', { personId: checker, roles: ['reviewer'] })).toBe('role-missing');
    expect(refusalOf(checking, 'check', { personId: checker, roles: ['document-checker'] })).toBeNull();
  });

  it('checked, a document waits for every co-signer, and only for those who were named', () => {
    const cosigners = [
      { personId: 'x', signed: false },
      { personId: 'y', signed: false },
    ];
    expect(stateAfter('check', { cosigners: [] }, checker)).toBe('signing');
    expect(stateAfter('check', { cosigners }, checker)).toBe('countersigning');
    const waiting = facts({ state: 'countersigning', checker, cosigners });
    expect(refusalOf(waiting, 'countersign', by(signer))).toBe('not-asked');
    expect(refusalOf(waiting, 'countersign', { personId: 'x', roles: [] })).toBeNull();
    expect(stateAfter('countersign', waiting, 'x')).toBe('countersigning');
    const half = facts({ ...waiting, cosigners: [{ personId: 'x', signed: true }, cosigners[1]!] });
    expect(refusalOf(half, 'countersign', { personId: 'x', roles: [] })).toBe('not-now');
    expect(refusalOf(half, 'sign', by(signer))).toBe('not-now');
    expect(stateAfter('countersign', half, 'y')).toBe('signing');
  });

  it('what was handed out is revoked, what was not is voided', () => {
    expect(refusalOf(facts({ state: 'archived', signer }), 'annul', by('head'))).toBeNull();
    expect(refusalOf(facts({ state: 'issued', signer }), 'annul', by('head'))).toBe('not-now');
    expect(refusalOf(facts({ state: 'archived', signer }), 'void', by('head'))).toBe('not-now');
  });

  it('a numbered document can be voided, one without a number is sent back instead', () => {
    expect(refusalOf(facts({ state: 'issued', signer }), 'void', by('head'))).toBeNull();
    expect(refusalOf(facts({ state: 'signing' }), 'void', by('head'))).toBe('not-now');
    expect(refusalOf(facts({ state: 'signing' }), 'return', by('head'))).toBeNull();
  });
});

describe('the table', () => {
  it('whatever is tried in whatever order: drafter, checker and signer are three persons, and only signed papers are numbered', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...commands), person), { maxLength: 60 }),
        fc.boolean(),
        (acts, sample) => {
          let document = facts({ drafter: 'a', sample });
          const passed: DocumentCommand[] = [];
          for (const [command, personId] of acts) {
            if (refusalOf(document, command, by(personId)) !== null) continue;
            passed.push(command);
            document = {
              ...document,
              state: stateAfter(command, document, personId),
              ...(command === 'check' ? { checker: personId } : {}),
              ...(command === 'sign' ? { signer: personId } : {}),
              ...(command === 'return' ? { checker: null, signer: null } : {}),
              ...(command === 'issue' ? { rendered: true } : {}),
            };
            if (document.signer !== null) {
              expect(new Set([document.drafter, document.checker, document.signer]).size).toBe(3);
            }
            if (passed.includes('issue')) {
              expect(document.signer).not.toBeNull();
              expect(['draft', 'checking', 'countersigning', 'signing', 'signed']).not.toContain(document.state);
            }
            if (sample) expect(document.state).not.toBe('sealed');
          }
          expect(passed.filter((command) => command === 'issue').length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leads from the draft to every state, and nothing leads out of the last ones', () => {
    // 会签 and 已变更 are reached by co-signers and by the document that takes the place of this one.
    const reached = new Set<string>(['draft', 'countersigning', 'replaced']);
    for (let round = 0; round < 20; round += 1) {
      for (const { from, to } of Object.values(transitions))
        if (from.some((state) => reached.has(state))) reached.add(to);
    }
    expect(Object.keys(documentStates).filter((state) => !reached.has(state))).toEqual([]);
    for (const command of commands) {
      for (const state of ['void', 'replaced', 'annulled'] as const) {
        expect(refusalOf(facts({ state, rendered: true }), command, by('x'))).toBe('not-now');
      }
    }
  });

  it('says every refusal in both languages', () => {
    for (const { zh, en } of Object.values(refusalTexts)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
