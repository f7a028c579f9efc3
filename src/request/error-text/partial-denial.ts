import type { AskedPreflight } from './preflight';

/** What an error text shows of a denial: whatever is absent does not stand there. */
export interface PartialDenial {
  readonly is: 'partial';
  readonly errorCode: string;
  /** AWS's own words, as they stand there. */
  readonly message?: string;
  /** ARN, as the words name it. */
  readonly principal?: string;
  readonly action?: string;
  /** ARN. */
  readonly resource?: string;
  /** A call that CORS refused, which nobody signs. */
  readonly preflight?: AskedPreflight;
  /** The call of the API, which may ask for several actions. */
  readonly operation?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly requestId?: string;
  readonly hostId?: string;
  /** ISO 8601; only where a zone stands beside it. */
  readonly time?: string;
  readonly region?: string;
}
