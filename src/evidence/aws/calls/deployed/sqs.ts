import * as sqs from '@aws-sdk/client-sqs';
import type { Place } from '../../../place';
import { call, clientFor } from '../../client';

// An endpoint of the environment counts for all services: a queue's address is only its name.
const sqsAt = /* @__PURE__ */ clientFor(
  'sqs',
  (config) => new sqs.SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
);

export const getQueueAttributes = (place: Place, input: sqs.GetQueueAttributesCommandInput) =>
  call('sqs:GetQueueAttributes', () => sqsAt(place).send(new sqs.GetQueueAttributesCommand(input)));
