/** A denial among policies as large, and as many, as AWS takes them: nothing is harder to find the fixes of. */
import { everything, key, policy, role, scenario, type Scenario, type Statement } from './scenario';

const list = <T>(size: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: size }, (_, at) => make(at));
const tag = (at: number) => `aws:PrincipalTag/t${at}`;
const levels = 7;
const policiesOfLevel = 5;

/** Statements until the policy has this size, which AWS allows in that place. */
function filled(
  size: number,
  make: (at: number) => Statement,
  ...first: readonly Statement[]
): ReturnType<typeof policy> {
  const all = [...first];
  for (let at = 0; ; at += 1) {
    if (JSON.stringify(policy(...all, make(at))).length > size) return policy(...all);
    all.push(make(at));
  }
}

const deny = (values: readonly string[], at: number): Statement => ({
  Effect: 'Deny',
  Action: ['s3:Get*', 's3:Put*', 'kms:*'],
  Resource: '*',
  Condition: { StringEquals: { [tag(at)]: values } },
});
const onlyGood: Statement = {
  Sid: 'OnlyGood',
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition: { StringNotEquals: Object.fromEntries(list(14, (at) => [tag(at), `good${at}`])) },
};

export const largestCase = (): Scenario =>
  scenario({
    scps: list(levels, (level) => ({
      target: `ou-${level}`,
      policies: list(policiesOfLevel, (which) => {
        const isLast = level === levels - 1 && which === policiesOfLevel - 1;
        const others = (at: number) =>
          deny(
            list(4, (value) => `bad${level}${which}${at}${value}`),
            at,
          );
        return { name: `s${which}`, policy: filled(7200, others, everything, ...(isLast ? [onlyGood] : [])) };
      }),
    })),
    rcps: list(levels, (level) => ({
      target: `ou-${level}`,
      policies: list(policiesOfLevel, (which) => ({
        name: `r${which}`,
        policy: filled(4800, (at) => ({ ...deny([`worse${level}${which}${at}`], at), Principal: '*' })),
      })),
    })),
    identityPolicies: list(20, (which) => ({
      name: `m${which}`,
      policy: filled(
        5800,
        (at) => ({ ...deny([`v${which}${at}`], at), Effect: at % 2 === 0 ? 'Deny' : 'Allow' }),
        ...(which === 0 ? [everything] : []),
      ),
    })),
    resourcePolicy: filled(
      18_000,
      (at) => ({
        ...deny(
          list(8, (value) => `bad${at}${value}`),
          at,
        ),
        Principal: '*',
      }),
      {
        ...everything,
        Principal: { AWS: list(40, (at) => `arn:aws:iam::111122223333:role/r${at}`) },
      },
    ),
    kms: {
      action: 'kms:Decrypt',
      keyArn: key,
      keyAccountId: '111122223333',
      keyManager: 'CUSTOMER',
      keyPolicy: policy({ ...everything, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      rcps: [],
      context: { 'aws:PrincipalArn': role },
    },
  });
