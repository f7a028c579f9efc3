/** What a storm came to. */
export interface StormResult {
  readonly name: string;
  readonly denials: number;
  readonly incidents: number;
  /** On each channel, all kinds but digests. */
  readonly messages: number;
  readonly digests: number;
  /** For one incident in an hour. */
  readonly mostMessages: number;
  /** In an hour, of everything. */
  readonly mostOfAll: number;
  readonly ceiling: number;
  readonly executions: number;
  /** So many may have started in that time. */
  readonly budget: number;
  readonly waiting: number;
  /** Seconds from the denial to the message. */
  readonly loneTold: number | undefined;
  readonly hasLone: boolean;
  readonly counted: number;
  /** The most that was held at once, beyond what was before. */
  readonly heapMegabytes: number;
  /** Microseconds of the processor for one denial, with the calls to AWS. */
  readonly cpu: number;
  /** Intake: queue, function, table with its index, evidence. */
  readonly dollarsPerMillion: number;
  /** With what sweeps, deliver, changes and investigations read and write in the table. */
  readonly allDollars: number;
  /** Infinite for a smaller storm: what is there once weighs more in it. */
  readonly dollarLimit: number;
  /** Calls of AWS that failed, of all. */
  readonly failedCalls: number;
  readonly calls: number;
  /** Incidents that a recheck closed. */
  readonly closed: number;
}
