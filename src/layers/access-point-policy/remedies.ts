import { firstPolicy } from '../../judging/commands/first-policy';
import type { Remedies } from '../../judging/commands/remedy';
import { accessPointPolicyResource, putAccessPointPolicy } from './put-policy';

export const remedies: Remedies = {
  'own-access-point-may-need-no-policy': [firstPolicy(putAccessPointPolicy, accessPointPolicyResource)],
};
