/** Which management events a trail keeps. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
import type { EventSelectors, FieldSelector } from './selectors';

export interface ManagementEvents {
  /** Some, at least. */
  readonly kept: boolean;
  /** Those of KMS. */
  readonly ofKms: boolean;
  /** `kms:Decrypt` is one of the reads. */
  readonly reads: boolean;
}

export function managementEventsOf({
  EventSelectors: basic = [],
  AdvancedEventSelectors: advanced = [],
}: EventSelectors): ManagementEvents {
  const kinds = [...basic.map(ofBasic), ...advanced.map(({ FieldSelectors = [] }) => ofAdvanced(FieldSelectors))];
  const kept = kinds.filter((kind) => kind.kept);
  return {
    kept: kept.length > 0,
    ofKms: kept.some(({ ofKms }) => ofKms),
    reads: kept.some(({ ofKms, reads }) => ofKms && reads),
  };
}

function ofBasic({
  IncludeManagementEvents = true,
  ReadWriteType = 'All',
  ExcludeManagementEventSources = [],
}: NonNullable<EventSelectors['EventSelectors']>[number]): ManagementEvents {
  return {
    kept: IncludeManagementEvents,
    ofKms: !ExcludeManagementEventSources.includes('kms.amazonaws.com'),
    reads: ReadWriteType !== 'WriteOnly',
  };
}

function ofAdvanced(fields: readonly FieldSelector[]): ManagementEvents {
  const named = (name: string) => fields.filter(({ Field }) => Field === name);
  return {
    kept: named('eventCategory').some(({ Equals = [] }) => Equals.includes('Management')),
    ofKms: named('eventSource').every(
      ({ Equals, NotEquals = [] }) =>
        !NotEquals.includes('kms.amazonaws.com') && (Equals === undefined || Equals.includes('kms.amazonaws.com')),
    ),
    reads: named('readOnly').every(({ Equals = [] }) => !Equals.includes('false')),
  };
}
