/** What the table holds: symptoms, which intake sees, and incidents, which investigations find. Plain JSON. */
import type { SymptomParts } from '../request/denials/symptom';
import type { Distinct } from './counting/distinct';
import type { NoticeCode } from './life/transitions';

/** Milliseconds since 1970. */
export type Time = number;

/** Where the record of a denial is kept until it is investigated: a part of an object of the evidence bucket. */
export interface KeptRecord {
  /** `s3` or `kms`: whose record it is. */
  readonly service: string;
  readonly object: string;
  /** Bytes of the object, the last one included. */
  readonly from: number;
  readonly to: number;
}

/** Why a symptom is not being investigated yet. */
export type Waiting =
  /** The budget is spent for now. */
  | 'over-budget'
  /** AWS names a policy, and what another symptom with the same policy leads to may explain this one. */
  | 'same-policy'
  /** Enough others with the same reason are being looked at. */
  | 'same-reason'
  /** Its caller tries whatever there is: that becomes one incident, and one of its symptoms has an execution. */
  | 'probing'
  /** Its execution failed. */
  | 'failed';

export type SymptomState =
  | { readonly is: 'waiting'; readonly why: Waiting; readonly since: Time }
  | { readonly is: 'investigating'; readonly run: string; readonly since: Time }
  | {
      readonly is: 'joined';
      readonly incident: string;
      readonly since: Time;
      /** What was counted of it before has to be tallied again. */
      readonly recount?: true;
    }
  /** So many executions failed that no further one is started. */
  | { readonly is: 'given-up'; readonly since: Time };

export interface Symptom extends SymptomParts {
  readonly id: string;
  readonly firstSeen: Time;
  /** Executions so far. */
  readonly attempts: number;
  readonly state: SymptomState;
  /** At most one of each service. */
  readonly records: readonly KeptRecord[];
}

/** What denies: the same cause is the same incident, whoever it hits. */
export interface CauseName {
  /** Absent: the investigation could not name a layer. */
  readonly layer?: string;
  /** ARN or name, and where it is attached if the name says too little. */
  readonly policy?: string;
  /** Sid, or `#` and its place. */
  readonly statement?: string;
  readonly setting?: string;
  /** Who lacks which permission on what, where no statement denies. */
  readonly lacking?: string;
}

export type IncidentState =
  | { readonly is: 'open' | 'quiet'; readonly since: Time }
  | {
      readonly is: 'closed';
      readonly since: Time;
      /** Absent: nobody was denied for so long that it was closed by that. */
      readonly after?: Closing;
    }
  | {
      readonly is: 'silenced';
      readonly since: Time;
      readonly until: Time;
      readonly owner: string;
      readonly reason: string;
    };

/** The recheck that closed an incident. */
export interface Closing {
  readonly run: string;
  /** Absent: no record shows what made it allowed. */
  readonly by?: Mended;
  /** The cause is gone, and this denies the request now. */
  readonly instead?: IncidentTitle;
  readonly notice: NoticeCode;
}

/** What made the request allowed again. */
export interface Mended {
  readonly eventId: string;
  readonly eventName: string;
  /** ISO 8601. */
  readonly time: string;
  readonly actor: string;
}

export type IncidentTitle =
  /** `SCP `DataPerimeter` › `DenyUntagged`` */
  | { readonly is: 'denied-by'; readonly text: string }
  /** Nothing denies by itself: who cannot do what. */
  | { readonly is: 'headline'; readonly text: string };

/** Denials of a while: the same whatever order they came in. */
export interface Tally {
  /** Records of S3, and of KMS: one denial may leave one of each. */
  readonly s3: number;
  readonly kms: number;
  readonly first: Time;
  readonly last: Time;
  readonly principals: Distinct;
  readonly places: Distinct;
}

/** Which execution opened (or reopened) it: that one has the notice to give, however often its steps are repeated. */
export interface Opened {
  readonly run: string;
  readonly at: Time;
  readonly notice: 'opened' | 'reopened';
  /** Whose request is decided again when something changes. Absent: nobody's was investigated. */
  readonly symptom?: string;
}

/** A report that was made of an incident. */
export interface ReportMade {
  readonly run: string;
  readonly at: Time;
}

export interface Incident {
  readonly id: string;
  readonly cause: CauseName;
  readonly state: IncidentState;
  readonly opened: Opened;
  /** What had been counted when it was last looked at. */
  readonly tally: Tally;
  /** What was folded out of tallies that expire, and the last slot that is in it. */
  readonly before?: { readonly tally: Tally; readonly until: number };
  /** Policy ARNs: a symptom whose text names one joins without an execution. */
  readonly cites: readonly string[];
  /** The newest first, at most `mostReports`. */
  readonly reports: readonly ReportMade[];
  /** In a probe: the id of the symptom that is investigated for all of them, as soon as there is room. */
  readonly look?: string;
}

export const mostReports = 20;

/** Denials of a tally: S3's and KMS's record of one denial count once. */
export const denialsOf = ({ s3, kms }: Pick<Tally, 's3' | 'kms'>): number => Math.max(s3, kms);
