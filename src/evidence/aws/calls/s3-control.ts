import * as s3Control from '@aws-sdk/client-s3-control';
import type { Place } from '../../place';
import { call, clientFor } from '../client';
import { Unread } from '../failures';

const s3ControlAt = /* @__PURE__ */ clientFor('s3-control', (config) => new s3Control.S3ControlClient(config));

/** S3 Control puts the account before the host's name, and an address bears none: `http://1111.127.0.0.1` is no URL. */
function s3ControlOf(place: Place): s3Control.S3ControlClient {
  const endpoint = process.env['AWS_ENDPOINT_URL_S3_CONTROL'] ?? process.env['AWS_ENDPOINT_URL'] ?? '';
  if (!/^https?:\/\/(\d+\.\d+\.\d+\.\d+|\[)/.test(endpoint)) return s3ControlAt(place);
  throw new Unread(
    'connection-failed',
    'S3 Control needs an endpoint with a host name: set AWS_ENDPOINT_URL_S3_CONTROL',
  );
}

export const getAccountPublicAccessBlock = (place: Place, input: s3Control.GetPublicAccessBlockCommandInput) =>
  call('s3:GetAccountPublicAccessBlock', () =>
    s3ControlOf(place).send(new s3Control.GetPublicAccessBlockCommand(input)),
  );
export const getAccessPoint = (place: Place, input: s3Control.GetAccessPointCommandInput) =>
  call('s3:GetAccessPoint', () => s3ControlOf(place).send(new s3Control.GetAccessPointCommand(input)));
export const getAccessPointPolicy = (place: Place, input: s3Control.GetAccessPointPolicyCommandInput) =>
  call('s3:GetAccessPointPolicy', () => s3ControlOf(place).send(new s3Control.GetAccessPointPolicyCommand(input)));
export const listMultiRegionAccessPoints = (place: Place, input: s3Control.ListMultiRegionAccessPointsCommandInput) =>
  call('s3:ListMultiRegionAccessPoints', () =>
    s3ControlOf(place).send(new s3Control.ListMultiRegionAccessPointsCommand(input)),
  );
export const getMultiRegionAccessPointPolicy = (
  place: Place,
  input: s3Control.GetMultiRegionAccessPointPolicyCommandInput,
) =>
  call('s3:GetMultiRegionAccessPointPolicy', () =>
    s3ControlOf(place).send(new s3Control.GetMultiRegionAccessPointPolicyCommand(input)),
  );
export const getAccessPointPolicyForObjectLambda = (
  place: Place,
  input: s3Control.GetAccessPointPolicyForObjectLambdaCommandInput,
) =>
  call('s3:GetAccessPointPolicyForObjectLambda', () =>
    s3ControlOf(place).send(new s3Control.GetAccessPointPolicyForObjectLambdaCommand(input)),
  );
export const getAccessPointConfigurationForObjectLambda = (
  place: Place,
  input: s3Control.GetAccessPointConfigurationForObjectLambdaCommandInput,
) =>
  call('s3:GetAccessPointConfigurationForObjectLambda', () =>
    s3ControlOf(place).send(new s3Control.GetAccessPointConfigurationForObjectLambdaCommand(input)),
  );
export const listAccessGrants = (place: Place, input: s3Control.ListAccessGrantsCommandInput) =>
  call('s3:ListAccessGrants', () => s3ControlOf(place).send(new s3Control.ListAccessGrantsCommand(input)));
