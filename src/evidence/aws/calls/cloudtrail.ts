import * as cloudTrail from '@aws-sdk/client-cloudtrail';
import type { Place } from '../../place';
import { call, clientFor } from '../client';
import { pace } from '../pace';

const cloudTrailAt = /* @__PURE__ */ clientFor(
  'cloudtrail',
  (config) => new cloudTrail.CloudTrailClient(config),
  'adaptive',
);

export async function lookupEvents(place: Place, input: cloudTrail.LookupEventsCommandInput) {
  await pace('LookupEvents', place);
  return call('cloudtrail:LookupEvents', () => cloudTrailAt(place).send(new cloudTrail.LookupEventsCommand(input)));
}

export const describeTrails = (place: Place, input: cloudTrail.DescribeTrailsCommandInput) =>
  call('cloudtrail:DescribeTrails', () => cloudTrailAt(place).send(new cloudTrail.DescribeTrailsCommand(input)));
export const getTrailStatus = (place: Place, input: cloudTrail.GetTrailStatusCommandInput) =>
  call('cloudtrail:GetTrailStatus', () => cloudTrailAt(place).send(new cloudTrail.GetTrailStatusCommand(input)));
export const getEventSelectors = (place: Place, input: cloudTrail.GetEventSelectorsCommandInput) =>
  call('cloudtrail:GetEventSelectors', () => cloudTrailAt(place).send(new cloudTrail.GetEventSelectorsCommand(input)));
