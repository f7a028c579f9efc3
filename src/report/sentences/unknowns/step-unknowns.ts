/** What steps that are no layers leave open: the reading of the request, `resolve`, and the verdict. */
import type { UnknownText } from '../../../judging/define-words';
import { unknownReasons, unreadableReasons } from '../../../judging/reasons';
import type { Assumption, RequestUnknown, UnknownReason } from '../../../request/unknowns';
import type { VerdictUnknown } from '../../../verdict/verdict-unknowns';
import { commandToLog, lineWords, logNames, prefixWords } from '../../access-log';
import { quote } from '../../clean';
import { quoteFact } from '../fill';
import { evaluationSentences } from '../../aws-evaluation/unread';
import { remedyOf, unreadableSentences } from './unreadable';

export type StepUnknown = RequestUnknown | Assumption | VerdictUnknown;
type FactsOf<C extends StepUnknown['code']> = Extract<StepUnknown, { readonly code: C }>['facts'];

export const stepTexts: { readonly [C in StepUnknown['code']]: (facts: FactsOf<C>) => UnknownText } = {
  unreadable: unreadableSentences,
  'aws-evaluation-unread': evaluationSentences,
  'aws-evaluation-of-another-request': ({ id }) => ({
    what: 'AWS’s own evaluation of this denial',
    why: `what AWS keeps under ${quoteFact(id)} is about another request`,
    remedy: 'Nothing rests on it: compare the id with the one in the text that the caller got.',
  }),
  'resource-unknown': ({ action, why = 'not-told' }) => ({
    what: `on which resource ${quoteFact(action)} was asked`,
    why: unknownReasons[why],
    remedy: isOfKms(action)
      ? keyRemedy(action, 'asks S3 for the KMS key of the object', why)
      : 'Ask the caller for the bucket and key, and give them to `culprit explain`.',
  }),
  'authorization-may-not-be-asked': ({ action, why }) => ({
    what: `whether ${quoteFact(action)} is asked at all`,
    why: 'the record and the evidence do not show it',
    remedy: isOfKms(action)
      ? keyRemedy(action, 'asks S3 whether and how the object is encrypted', why)
      : 'Look whether the request, or the object, has what this action is about: tags, an ACL, a lock.',
  }),
  'object-key-from-bucket-default': ({ key, why }) => ({
    what: 'the KMS key of the object',
    why: `${quoteFact(key)} was assumed: the default of the bucket, which holds for new objects only`,
    remedy: headObject('asks S3 for the key of this object', why),
  }),
  'object-key-of-later-object': ({ key, writtenAt }) => ({
    what: 'the KMS key of the object',
    why: `${quoteFact(key)} was assumed: the key of the object that was written at ${quoteFact(writtenAt)}, and not before the denial`,
    remedy: recordOfKms,
  }),
  'no-encryption-header-assumed': ({ operation }) => ({
    what: `which KMS key ${quoteFact(operation)} asked for`,
    why: 'the record holds no headers: that none named a key was assumed',
    remedy: 'Ask the caller, or look for the record that CloudTrail has of the request.',
  }),
  'upload-key-from-bucket-default': ({ operation }) => ({
    what: `with which key ${quoteFact(operation)} encrypts`,
    why: 'the default of the bucket was assumed: the upload may have been begun with another key',
    remedy: 'Look for CreateMultipartUpload of the same upload in CloudTrail: it names the key.',
  }),
  'companion-action-unverified': ({ action }) => ({
    what: `whether S3 asks for ${quoteFact(action)} as well`,
    why: 'it was assumed: AWS does not document it',
    remedy: 'Compare with a request that succeeds.',
  }),
  'time-assumed': ({ time }) => ({
    what: 'when it was denied',
    why: `the text of the error shows no time with its zone, and ${quoteFact(time)}, when AWS was read, was taken`,
    remedy:
      'Give the time of the denial with its zone, in the form `--time <YYYY-MM-DDThh:mm:ssZ>`: then conditions on the time are judged by it, and what was changed since is looked for.',
  }),
  'headers-not-logged': () => ({
    what: 'whether an ACL, tags, a lock or the source of a copy was sent, which take further permissions',
    why: 'the record holds no headers: server access logs never do',
    remedy: 'Ask the caller, or look for the record that CloudTrail has of the request.',
  }),
  'changes-not-searched': (facts) => ({
    ...whatWasNotSearched(facts),
    remedy: remedyOf({ permission: 'cloudtrail:LookupEvents', ...facts }),
  }),
  'changes-incomplete': ({ since }) => ({
    what: 'whether something else changed',
    why: `there were more changes than were read since ${quoteFact(since)}`,
    remedy: 'Look at the event history of CloudTrail for the time between the denial and now.',
  }),
  'caller-made-since': ({ madeAt }) => ({
    what: 'what the caller was allowed then',
    why: `the role or user of that name was made at ${quoteFact(madeAt)}, and not before the denial: it is another one`,
    remedy: 'Look in CloudTrail, or in your code, for the policies of the one that was deleted.',
  }),
  'access-log-off': (facts) => ({
    what: whatTheLogTells,
    why: `server access logging is off for ${quoteFact(facts.bucket)}`,
    remedy: `Switch it on and repeat the request: ${quote(commandToLog(logNames(facts)), 600)}; the policy of the log bucket must let \`logging.s3.amazonaws.com\` put objects, and lines come hours late.`,
  }),
  'access-log-not-read': (facts) => ({
    what: whatTheLogTells,
    why: `the server access log of ${quoteFact(facts.bucket)} was not read`,
    remedy: `Look in ${quoteFact(facts.target)} below ${prefixWords(facts)} for the line with ${lineWords(facts)}.`,
  }),
  'changed-since-the-denial': ({ resource, actor, eventName, time }) => ({
    what: `what ${quoteFact(resource)} was like when the request was denied`,
    why: `${quoteFact(actor)} called ${quoteFact(eventName)} at ${quoteFact(time)}, and it was read after that`,
    remedy: 'If the request succeeds now, that change was the fix; what it replaced was the cause.',
  }),
};

const whatTheLogTells = 'what S3 itself wrote about the request';

const isOfKms = (action: string): boolean => action.startsWith('kms:');

/** What is written is not there to be asked for, and an alias is KMS's to explain. */
function keyRemedy(action: string, does: string, why?: UnknownReason): string {
  if (why === 'alias-not-resolved')
    return 'Ask KMS in the account of whoever asked: `aws kms describe-key --key-id <alias>` shows the key (needs kms:DescribeKey).';
  if (why === 'account-of-key-unknown' || why === 'region-of-key-unknown' || action !== 'kms:Decrypt')
    return 'Ask the caller which KMS key the request names, or look for the record that KMS has of it in CloudTrail.';
  return headObject(does, why);
}

const recordOfKms =
  'Look in CloudTrail for a use of a key by S3 for this object, or this bucket, in the second of the denial.';

/** The option has one name on the command line and another where Culprit is deployed. */
const headObject = (does: string, why?: UnknownReason) =>
  why === 'object-of-another-account'
    ? remedyOf({ why })
    : why === 'object-written-since'
      ? recordOfKms
      : `Give \`--head-object\`, or \`headObject\` of a deployment: it ${does} (needs s3:GetObject).`;

function whatWasNotSearched({
  account,
  why,
  error,
  permission = '',
}: FactsOf<'changes-not-searched'>): Pick<UnknownText, 'what' | 'why'> {
  const failure = `${unreadableReasons[why]}${error === undefined ? '' : ` (${quoteFact(error)})`}`;
  // CloudTrail could be asked, but nothing shows in which account.
  if (account === undefined && permission.startsWith('organizations:'))
    return {
      what: 'whether another account changed the policies of the organization since the denial',
      why: `the accounts that may change them are not known: ${failure}`,
    };
  const where = account === undefined ? '' : ` in account ${quoteFact(account)}`;
  return { what: `who changed what since the denial${where}`, why: `CloudTrail was not asked: ${failure}` };
}
