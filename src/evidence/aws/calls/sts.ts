import * as sts from '@aws-sdk/client-sts';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const stsAt = /* @__PURE__ */ clientFor('sts', (config) => new sts.STSClient(config));

export const getCallerIdentity = (place: Place, input: sts.GetCallerIdentityCommandInput) =>
  call('sts:GetCallerIdentity', () => stsAt(place).send(new sts.GetCallerIdentityCommand(input)));
export const assumeRole = (place: Place, input: sts.AssumeRoleCommandInput) =>
  call('sts:AssumeRole', () => stsAt(place).send(new sts.AssumeRoleCommand(input)));

/** The Region to read in where nothing else says: of the environment, else of the profile. */
export async function chosenRegion(): Promise<string | undefined> {
  const { AWS_REGION: first, AWS_DEFAULT_REGION: second } = process.env;
  return first || second || (await configuredRegion());
}

/** The Region of the environment or of the profile, as every client would choose it; `undefined`: none is set. */
async function configuredRegion(): Promise<string | undefined> {
  try {
    return await new sts.STSClient({}).config.region();
  } catch {
    // It throws where there is none.
    return undefined;
  }
}
