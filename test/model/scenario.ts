/** One line of `culprit evaluate`, as far as the reference model reads it: every slot is known. */
export interface Scenario {
  readonly id?: string;
  readonly request: Request;
  readonly flags?: Flags;
  readonly identityPolicies: readonly Policy[];
  readonly permissionsBoundary?: Policy;
  readonly sessionPolicies: readonly Policy[];
  readonly scps: readonly Level[];
  readonly rcps: readonly Level[];
  readonly vpcEndpointPolicy?: Policy;
  readonly resourcePolicy?: Document;
  readonly grants?: readonly Grant[];
  readonly kms?: Kms;
}

export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Context;
}

export interface Kms {
  readonly action: string;
  readonly keyArn: string;
  readonly keyAccountId: string;
  readonly keyManager: 'CUSTOMER' | 'AWS';
  readonly keyPolicy: Document;
  readonly grants?: readonly Grant[];
  readonly rcps: readonly Level[];
  readonly context: Context;
}

export type Flags = Partial<
  Record<
    | 'principalIsServiceLinkedRole'
    | 'principalAccountIsManagement'
    | 'resourceAccountIsManagement'
    | 'keyAccountIsManagement'
    | 'awsManagedKey',
    boolean
  >
>;

export type Scalar = string | number | boolean;
export type OneOrMany<T> = T | readonly T[];
export type Context = Readonly<Record<string, OneOrMany<Scalar>>>;
export type PrincipalElement = '*' | Readonly<Record<string, OneOrMany<string>>>;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<Scalar>>>>>;
}

export interface Document {
  readonly Version?: string;
  readonly Statement: OneOrMany<Statement>;
}

export interface Policy {
  readonly name: string;
  readonly policy: Document;
}

export interface Level {
  readonly target: string;
  readonly policies: readonly Policy[];
}

export interface Grant {
  readonly GrantId?: string;
  readonly GranteePrincipal: string;
  readonly Operations: readonly string[];
  readonly Constraints?: {
    readonly EncryptionContextSubset?: Readonly<Record<string, string>>;
    readonly EncryptionContextEquals?: Readonly<Record<string, string>>;
  };
}
