/** What every object inherits is an ordinary name on the whole path, up to the report. */
import { investigateIn } from '../account/investigate';
import { sample } from '../request/samples';
import { planted, textsIn } from '../setup/planted';
import { useTestCredentials } from '../setup/credentials';
import { sampleAccounts } from './sample-accounts';

useTestCredentials();

const { s01: awsAccounts } = sampleAccounts;
const { detail } = sample('s01');
const ways = textsIn(detail).filter(([first]) =>
  [
    'userIdentity',
    'requestParameters',
    'additionalEventData',
    'userAgent',
    'sourceIPAddress',
    'vpcEndpointId',
  ].includes(first ?? ''),
);

test.each(['__proto__', 'constructor'])(
  '%s in any of the caller’s and the request’s fields leads to a report',
  async (name) => {
    expect(ways.length).toBeGreaterThan(15);
    for (const way of [...ways, ['userIdentity', 'invokedBy']]) {
      const record = planted(detail, way, name) as typeof detail;
      const made = await investigateIn(awsAccounts, record, { now: '2026-11-20T09:00:00Z' }).then(
        ({ report }) => report.schemaVersion,
        (error: unknown) => String(error),
      );
      // What is no denial any more is said by the parser, and nothing crashes.
      expect([way, String(made)]).toEqual([way, expect.not.stringMatching(/TypeError|RangeError|is not a function/)]);
    }
  },
);
