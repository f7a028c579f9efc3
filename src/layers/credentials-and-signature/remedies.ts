import { accountOf } from '../../names/principal';
import type { AwsCommand } from '../../judging/commands/aws-command';
import { presign } from '../../judging/commands/presign';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import { sameCall } from '../../judging/commands/same-call';

const again = ({ request }: Told): readonly AwsCommand[] => sameCall(request);
const signedAnew = ({ request }: Told): readonly AwsCommand[] | undefined =>
  presign(request, accountOf(request.principal));

const sign: Remedy = { text: 'Send the request with credentials: the AWS CLI signs it.', commands: again };
const newLink: Remedy = {
  text: 'Sign the URL anew: it lasts no longer than it says, and than the credentials that sign it.',
  safety: 'Whoever has the link reads this one object for an hour, with the rights of whoever signed it.',
  commands: signedAnew,
};

export const remedies: Remedies = {
  'request-not-signed': [sign],
  'request-must-be-signed': [sign],
  'signature-does-not-match': [
    { text: 'Let the AWS CLI sign the same request, with a secret that is right.', commands: again },
  ],
  'presigned-url-expired': [newLink],
  'session-token-expired': [
    {
      text: 'Take new credentials, or sign the URL anew: it dies with the credentials that signed it.',
      commands: signedAnew,
    },
  ],
  'clock-skew': [
    { text: 'Set the clock of the caller: AWS takes what was signed in the last 15 minutes.', commands: () => [] },
  ],
  'access-key-unknown-or-inactive': [
    {
      text: 'Activate the access key if it is one of yours, and was deactivated by mistake.',
      safety: 'Whoever has the key can use it again: ask first why it was deactivated.',
      commands: ({ request: { session } }) => [
        {
          service: 'iam',
          operation: 'UpdateAccessKey',
          parameters: {
            UserName: { fillIn: 'user of the key' },
            AccessKeyId: session?.accessKeyId ?? { fillIn: 'access key' },
            Status: 'Active',
          },
        },
      ],
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_access_key
      resources: ({ request: { session } }) => {
        const partOf = session?.accessKeyId ?? '<access key>';
        const user = '<user of the key>';
        return [
          {
            terraform: { type: 'aws_iam_access_key', arguments: { user, status: 'Active' }, partOf },
            cloudFormation: { type: 'AWS::IAM::AccessKey', properties: { UserName: user, Status: 'Active' }, partOf },
          },
        ];
      },
    },
  ],
};
