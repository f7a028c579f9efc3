/** IAM's evaluations of denied requests, and what it answers about them: after its model, for nobody has seen one live. */
import type { WireAnswer } from '../../../src/evidence/place';
import type { Asked, Operations } from '../operation';
import type { Named } from '../policy';
import { errorOf, json } from '../shapes';

/** One evaluation, as GetRequestAuthorizationDetails shows it. */
export interface AuthorizationDescription {
  /** Where the request was denied. @default us-east-1 */
  readonly region?: string;
  readonly requestContext?: unknown;
  readonly evaluations?: readonly unknown[];
  /** As it lists them, each with the document that it captured. */
  readonly policies?: readonly (Readonly<Record<string, unknown>> & {
    readonly uri: string;
    readonly document: unknown;
  })[];
  /** Evaluations of one page. @default all */
  readonly pageSize?: number;
}

export interface IamToolboxAccount {
  /** By authorization id. */
  readonly authorizations?: Named<AuthorizationDescription>;
}

/** What the toolbox looks at. */
export interface DescribedIamToolbox {
  readonly accounts: Named<IamToolboxAccount>;
}

type AskedToolbox = Asked<DescribedIamToolbox>;

/** Unknown, expired, of another Region or another account. */
const notFound = errorOf('iam-toolbox', 'ResourceNotFoundException', 404, 'The authorization details were not found.');

function authorizationIn({ awsAccounts, account, region, input }: AskedToolbox): AuthorizationDescription | undefined {
  const found = awsAccounts.accounts[account]?.authorizations?.[String(input['authorizationId'])];
  return found === undefined || (found.region ?? 'us-east-1') !== region ? undefined : found;
}

export const iamToolboxOperations: Operations<DescribedIamToolbox> = {
  GetRequestAuthorizationDetails: {
    action: 'iam:GetRequestAuthorizationDetails',
    emptyPage: json({ requestContext: {}, evaluations: [], policies: [], nextToken: 'more' }),
    answer: (asked) => {
      const found = authorizationIn(asked);
      return found === undefined ? notFound : pageOf(found, asked.input['nextToken']);
    },
  },
  GetRequestAuthorizationPolicy: {
    action: 'iam:GetRequestAuthorizationPolicy',
    answer: (asked) => {
      const policy = authorizationIn(asked)?.policies?.find(({ uri }) => uri === asked.input['policyUri']);
      return policy === undefined ? notFound : json({ policyDocument: policy.document });
    },
  },
};

function pageOf(found: AuthorizationDescription, token: unknown): WireAnswer {
  const { requestContext = {}, evaluations = [], policies = [], pageSize = evaluations.length } = found;
  const start = token === undefined || token === 'more' ? 0 : Number(token);
  const end = start + pageSize;
  return json({
    requestContext,
    evaluations: evaluations.slice(start, end),
    policies: policies.map(({ document: _document, ...listed }) => listed),
    ...(end < evaluations.length ? { nextToken: String(end) } : {}),
  });
}
