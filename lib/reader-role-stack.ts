import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { readCards } from './cards';
import { statementsFor } from './roles';

export interface ReaderRoleProps extends StackProps {
  /** The account that Culprit is deployed in. */
  readonly culpritAccount: string;
  /** Chosen by you, the same in Culprit's `externalId`; it keeps other customers of a tool from borrowing the role. */
  readonly externalId: string;
  /** @default culprit-reader */
  readonly roleName?: string;
}

/** Deployed to every other account whose buckets, keys, endpoints or callers are part of investigations: one role. */
export class ReaderRoleStack extends Stack {
  constructor(scope: Construct, id: string, { culpritAccount, externalId, roleName, ...props }: ReaderRoleProps) {
    super(scope, id, props);
    if (!/^\d{12}$/.test(culpritAccount)) {
      throw new Error(
        `\`${culpritAccount}\` is no account id: set \`culpritAccount\` to the one Culprit is deployed in`,
      );
    }
    if (externalId.length < 2) throw new Error('choose an `externalId` of at least two characters');
    const role = new Role(this, 'Reader', {
      roleName: roleName ?? 'culprit-reader',
      path: '/culprit/',
      description: 'Culprit reads policies and settings with this role; it reads no content and writes nothing',
      maxSessionDuration: Duration.hours(1),
      // Only functions of Culprit, whose roles lie under its path.
      assumedBy: new PrincipalWithConditions(new AccountPrincipal(culpritAccount), {
        StringEquals: { 'sts:ExternalId': externalId },
        ArnLike: { 'aws:PrincipalArn': `arn:${this.partition}:iam::${culpritAccount}:role/culprit/*` },
      }),
    });
    const { layers, steps } = readCards();
    const permissions = [...layers, ...steps].flatMap((card) => card.permissions);
    for (const statement of statementsFor(this, permissions)) role.addToPolicy(statement);
  }
}
