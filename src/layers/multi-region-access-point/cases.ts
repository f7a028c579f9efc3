import { accessPointCases } from '../../judging/cases/access-points';
import { unread, type Case } from '../../judging/cases/cases';

const arn = 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap';

export const cases: readonly Case[] = [
  ...accessPointCases({
    arn,
    resource: `${arn}/object/a.txt`,
    objects: `${arn}/object/*`,
    action: 's3:GetObject',
    otherAction: 's3:PutObject',
  }),
  {
    when: 'the Region behind it is not open',
    request: { accessPoint: arn, errorCode: 'InvalidRegion' },
    evidence: { policy: unread },
    outcome: 'denies',
    setting: 'InvalidRegion',
    notes: ['region-not-open'],
  },
  {
    when: 'all access is disabled in the Region',
    request: { accessPoint: arn, errorCode: 'AllAccessDisabled' },
    outcome: 'denies',
    notes: ['region-not-open'],
  },
];
