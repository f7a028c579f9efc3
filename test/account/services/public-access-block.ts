/** The four switches of Block Public Access, which accounts, buckets and access points have. */
import type { WireAnswer } from '../../../src/evidence/place';
import { xml } from '../shapes';

export interface BlockFlags {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

const all = (on: boolean): BlockFlags => ({
  BlockPublicAcls: on,
  IgnorePublicAcls: on,
  BlockPublicPolicy: on,
  RestrictPublicBuckets: on,
});

/** What is not described is off; without a description all are on, as AWS makes new buckets and access points. */
export const flagsOf = (described: Partial<BlockFlags> | undefined): BlockFlags =>
  described === undefined ? all(true) : { ...all(false), ...described };

export const flagElements = (flags: BlockFlags): string =>
  Object.entries(flags)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');

export const publicAccessBlock = (flags: BlockFlags): WireAnswer =>
  xml(`<PublicAccessBlockConfiguration>${flagElements(flags)}</PublicAccessBlockConfiguration>`);
