import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import type { Place } from '../../../place';
import { call, clientFor } from '../../client';

const cloudWatchAt = /* @__PURE__ */ clientFor('cloudwatch', (config) => new cloudWatch.CloudWatchClient(config));

export const getMetricStatistics = (place: Place, input: cloudWatch.GetMetricStatisticsCommandInput) =>
  call('cloudwatch:GetMetricStatistics', () =>
    cloudWatchAt(place).send(new cloudWatch.GetMetricStatisticsCommand(input)),
  );
