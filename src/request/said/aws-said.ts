/** AWS's own words about the denial, parsed; weighed only if its action and resource are those of the record. */
export type AwsSaid =
  | {
      readonly is: 'reason';
      /** `explicit`: "with an explicit deny in …"; `implicit`: "because no … allows". */
      readonly deny: 'explicit' | 'implicit';
      /** AWS's wording of the policy type, as cards' `saidAs` spells it; absent in the old bare form. */
      readonly policyType?: string;
      readonly policyArn?: string;
      readonly user?: string;
      readonly action: string;
      readonly resource?: string;
      /** The matched clause as AWS wrote it. */
      readonly clause: string;
      /** As in `statement`. */
      readonly authorizationId?: string;
    }
  /** A clause about a setting (`BlockPublicAcls`), SSE-C, the vague three-way KMS text, an endpoint …: `code` says which. */
  | {
      readonly is: 'statement';
      readonly code: string;
      readonly setting?: string;
      readonly action?: string;
      readonly resource?: string;
      readonly user?: string;
      readonly clause: string;
      /** By it AWS's own evaluation of the denial is found, for at least 24 hours. */
      readonly authorizationId?: string;
    }
  /** `Access Denied` and nothing else. */
  | { readonly is: 'generic' }
  | { readonly is: 'truncated'; readonly text: string }
  /** Not weighed, only shown: it does not parse, or contradicts the record (an object key can imitate a reason). */
  | { readonly is: 'odd'; readonly text: string; readonly why: string }
  | { readonly is: 'absent' };
