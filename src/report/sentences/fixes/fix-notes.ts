/** What whoever makes a fix has to know besides: how it is made, or what it is dangerous for. */
import type { FixNote } from '../../../verdict/fixes/fix-notes';
import { quoteFact } from '../fill';

type FactsOf<C extends FixNote['code']> = Extract<FixNote, { readonly code: C }>['facts'];
type FixText<C extends FixNote['code']> = { readonly text: (facts: FactsOf<C>) => string } & (
  | { readonly is: 'how' }
  /** `short`: what of it stands on the card. */
  | { readonly is: 'danger'; readonly short: string }
);

export const fixTexts: { readonly [C in FixNote['code']]: FixText<C> } = {
  'permission-set': {
    is: 'danger',
    short: 'everybody who is assigned the permission set gets it',
    text: ({ permissionSet }) =>
      `The role cannot be edited: IAM Identity Center makes it from the permission set ${quoteFact(permissionSet)}, which then has to be provisioned again, and holds for everybody who is assigned it, in every account.`,
  },
  'reserved-role-is-named': {
    is: 'danger',
    short: 'it ends when the permission set is provisioned anew',
    text: ({ permissionSet, pattern }) =>
      `The role gets another name when the permission set ${quoteFact(permissionSet)} is provisioned anew, and the statement then holds for nobody: ArnLike on aws:PrincipalArn with ${quoteFact(pattern)} fits every role of this set, and no other.`,
  },
  'managed-policy': {
    is: 'danger',
    short: 'it changes for all who have the managed policy',
    text: ({ policy }) =>
      `The managed policy ${quoteFact(policy)} may also be attached to roles, users and groups, or passed to other sessions: it changes for all of them.`,
  },
  quarantine: {
    is: 'danger',
    short: 'change the leaked keys first',
    text: ({ policy }) =>
      `AWS attaches ${quoteFact(policy)} where an access key became public: change the keys and look for what was done with them before you detach it.`,
  },
  'service-linked-role': {
    is: 'how',
    text: ({ role, service }) =>
      `Nobody can change the policies of the service-linked role ${quoteFact(role)}: they are those of ${quoteFact(service)}.`,
  },
  'made-by-stack': { is: 'how', text: (facts) => `Tags say that ${sourceWords(facts)}` },
  'made-by-tool': { is: 'how', text: (facts) => `Tags say that ${sourceWords(facts)}` },
  'named-by-stack': { is: 'how', text: (facts) => `By its name ${sourceWords(facts)}` },
  'named-by-tool': { is: 'how', text: (facts) => `By its name ${sourceWords(facts)}` },
  'locked-out-but-root': {
    is: 'how',
    text: ({ account, actions }) =>
      `The policy denies ${quoteFact(actions)} to everybody: only the root user of account ${quoteFact(account)} can still change it.`,
  },
  'locked-out-but-root-session': {
    is: 'how',
    text: ({ account, actions }) =>
      `The policy denies ${quoteFact(actions)} to everybody: only the root user of account ${quoteFact(account)} can still change it, or a root session there that the organization's management account begins (sts:AssumeRoot with the task policy S3UnlockBucketPolicy).`,
  },
  'locked-out-but-support': {
    is: 'how',
    text: ({ account, actions }) =>
      `The policy denies ${quoteFact(actions)} to everybody, the root user of account ${quoteFact(account)} included: only AWS Support can help.`,
  },
  'guards-itself': {
    is: 'how',
    text: ({ actions, keys }) =>
      `The policy denies ${quoteFact(actions)} as well: only who it spares (${quoteFact(keys)}) can change it, or the root user of the account.`,
  },
  'is-it-the-intended-caller': {
    is: 'danger',
    short: 'whatever runs on the instance gets it',
    text: ({ role }) =>
      `Whatever runs on an instance with the role ${quoteFact(role)} gets it. Is that the intended caller, and not a pod or a process that should have a role of its own?`,
  },
  'makes-public': {
    is: 'danger',
    short: 'dangerous: everybody on the internet gets it',
    text: ({ action, resource }) =>
      `An anonymous caller is anybody: ${quoteFact(action)} on ${quoteFact(resource)} is public then, and S3 Block Public Access refuses such a policy where it is on.`,
  },
  'add-your-own-source': {
    is: 'danger',
    short: 'add your own `aws:SourceAccount` or `aws:SourceArn` first',
    text: ({ service }) =>
      `Without aws:SourceAccount or aws:SourceArn others could make ${quoteFact(service)} do the same for them: add your own, which the record does not hold.`,
  },
  'breaks-retention': {
    is: 'danger',
    short: 'dangerous: it can delete what Object Lock keeps',
    text: ({ action }) =>
      `${quoteFact(action)} is dangerous: whoever has it can delete versions that Object Lock keeps in governance mode.`,
  },
  'deletes-for-good': {
    is: 'danger',
    short: 'dangerous: it deletes for good',
    text: ({ action }) => `${quoteFact(action)} deletes for good: no delete marker and no older version is left of it.`,
  },
  'grants-itself-more': {
    is: 'danger',
    short: 'dangerous: whoever has it can grant more',
    text: ({ action }) => `${quoteFact(action)} is dangerous: whoever has it can grant anything else there.`,
  },
  'ends-a-protection': {
    is: 'danger',
    short: 'dangerous: it can end a protection',
    text: ({ action }) => `${quoteFact(action)} is dangerous: it can end a protection of everything in there.`,
  },
};

function sourceWords({
  what,
  ...by
}: {
  readonly what: string;
  readonly stack?: string;
  readonly tool?: string;
}): string {
  const { stack, tool } = by;
  const maker = stack === undefined ? quoteFact(tool ?? '') : `the CloudFormation stack ${quoteFact(stack)}`;
  return `${quoteFact(what)} was made by ${maker}: change it there, or the next deployment takes it back.`;
}

/** What the card says of the dangers. */
export const dangersIn = (notes: readonly FixNote[]): readonly string[] =>
  notes.flatMap(({ code }) => {
    const note = fixTexts[code];
    return note.is === 'danger' ? [note.short] : [];
  });

export const fixNoteSentence = ({ code, facts }: FixNote): { readonly is: 'how' | 'danger'; readonly text: string } => {
  const { is, text } = fixTexts[code];
  return { is, text: (text as (facts: FixNote['facts']) => string)(facts) };
};
