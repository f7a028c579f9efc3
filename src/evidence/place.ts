/** Where a read goes: the account and Region asked, and how to sign for it. Opaque to readers. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** How clients for this place are made: credentials, time-outs, recorder. */
  readonly client: ClientSettings;
  /** The same account in another Region. */
  readonly inRegion: (region: string) => Place;
  /** Asks once for all readers of the session: what several of them need is read one time. */
  readonly once: <T>(what: string, ask: () => Promise<T>) => Promise<T>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** One object per account and Region: clients are cached by it. */
export interface ClientSettings {
  readonly account: string;
  readonly region: string;
  /** Absent: the SDK's own chain. */
  readonly credentials?: () => Promise<Credentials>;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  /** Keep to the rates that AWS documents, instead of running into its throttles. */
  readonly paced: boolean;
  /** Stands between the SDK and the network: a recorder or a replay. */
  readonly wire?: Wire;
  /** `false`: the wire answers by itself, so that nothing need be signed. */
  readonly sends: boolean;
}

/** A call of the SDK, as it is about to go on the wire. */
export interface WireCall {
  readonly account: string;
  readonly region: string;
  /** `s3`, `s3-control`, `iam` … */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly body: string | null;
  };
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Wire = (call: WireCall, send: () => Promise<WireAnswer>) => Promise<WireAnswer>;
