import type { OtherMission } from '../mission-file/model.ts';

/** What the office's records say of a member, beside the application; null where nothing is on record. */
export interface PersonRecord {
  readonly personId: string;
  /** Other official missions of this person, not cancelled, that share a day with this one. */
  readonly overlapping: readonly Pick<OtherMission, 'reference' | 'departure' | 'return'>[];
  readonly file: {
    readonly declassifiedUntil: string | null;
    /** A nationality other than the Chinese, or a right of residence abroad. */
    readonly foreign: boolean;
    readonly birthDate: string;
    readonly verifiedOn: string;
    readonly phoneAbroad: boolean;
  } | null;
}

/** Figures of these checks that the office sets. */
export interface OwnFigures {
  /** 高龄: from this age on a health proof goes with the application. */
  readonly healthProofFromAge: number;
  /** 资料复核周期: a file that nobody compared for so many months must be verified again. */
  readonly verifyAfterMonths: number;
  /** Whether an application goes forward only with every member's declaration about the family. */
  readonly familyRequired: boolean;
}

export const ordinaryFigures: OwnFigures = { healthProofFromAge: 65, verifyAfterMonths: 12, familyRequired: false };

export interface OfficeRecords {
  readonly people: readonly PersonRecord[];
  readonly figures: OwnFigures;
}
